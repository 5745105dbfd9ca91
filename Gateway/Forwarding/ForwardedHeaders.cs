using System.Diagnostics;
using BlazorAspire.Gateway.Replicas;
using Microsoft.Net.Http.Headers;

namespace BlazorAspire.Gateway.Forwarding;

/// <summary>Headers of the outgoing request that are not the client's to choose.</summary>
internal static class ForwardedHeaders
{
    private const string Prefix = "X-Forwarded-";
    private static readonly string[] Others = ["Forwarded", "X-Real-IP", "X-Original-For", "X-Original-Host", "X-Original-Proto", "X-Original-Prefix"];

    // A client must not have the gateway drop what the framing and the routing rest on.
    private static readonly string[] NeverDropped = [HeaderNames.Host, HeaderNames.ContentLength];

    public static void Apply(HttpContext context, HttpRequestMessage request)
    {
        DropNamedByConnection(context.Request, request);
        DropClaims(request);
        DropTrace(request);
        Set(context, request);
    }

    private static void DropNamedByConnection(HttpRequest from, HttpRequestMessage to)
    {
        foreach (var name in from.Headers.GetCommaSeparatedValues(HeaderNames.Connection))
        {
            if (!NeverDropped.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                Remove(to, name);
            }
        }
    }

    private static void DropClaims(HttpRequestMessage to)
    {
        var claims = to.Headers.NonValidated.Select(header => header.Key).Where(IsClaim);
        foreach (var name in claims.Concat(Others).ToList())
        {
            to.Headers.Remove(name);
        }
    }

    private static bool IsClaim(string name) => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || ReplicaHeaders.IsInternal(name);

    /// <summary>The gateway's own span is the parent of the replica's; the client handler adds it, and only where the header is missing.</summary>
    private static void DropTrace(HttpRequestMessage to)
    {
        if (Activity.Current is not null)
        {
            foreach (var name in DistributedContextPropagator.Current.Fields)
            {
                to.Headers.Remove(name);
            }
        }
    }

    private static void Set(HttpContext context, HttpRequestMessage to)
    {
        var request = context.Request;
        if (context.Connection.RemoteIpAddress is { } address)
        {
            to.Headers.TryAddWithoutValidation(Prefix + "For", (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString());
        }

        to.Headers.TryAddWithoutValidation(Prefix + "Proto", request.Scheme);
        to.Headers.TryAddWithoutValidation(Prefix + "Host", request.Host.Value);
        if (request.PathBase.HasValue)
        {
            to.Headers.TryAddWithoutValidation(Prefix + "Prefix", request.PathBase.ToUriComponent());
        }
    }

    private static void Remove(HttpRequestMessage request, string name)
    {
        if (!request.Headers.NonValidated.Contains(name))
        {
            // Content headers refuse to look up names that are not theirs.
            var content = request.Content?.Headers.NonValidated.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
            content?.ForEach(header => request.Content!.Headers.Remove(header.Key));
            return;
        }

        request.Headers.Remove(name);
    }
}
