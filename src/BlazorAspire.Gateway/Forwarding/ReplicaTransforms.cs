using System.Net;
using BlazorAspire.Gateway.Replicas;
using BlazorAspire.Shared;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace BlazorAspire.Gateway.Forwarding;

/// <summary>What changes between the client's request and the replica's, and on the way back.</summary>
internal static class ReplicaTransforms
{
    private static readonly string[] Claims = ["Forwarded", "X-Real-IP", "X-Original-For", "X-Original-Host", "X-Original-Proto", "X-Original-Prefix"];

    // A client must not have the gateway drop what the framing and the routing rest on.
    private static readonly string[] NeverDropped = [HeaderNames.Host, HeaderNames.ContentLength];

    public static void Add(TransformBuilderContext context)
    {
        context.AddOriginalHost();
        // Before the gateway's own X-Forwarded headers, which YARP adds after these.
        context.AddRequestTransform(Clean);
        context.AddRequestTransform(Route);
        context.AddResponseTransform(Answer);
    }

    private static ValueTask Clean(RequestTransformContext context)
    {
        var request = context.ProxyRequest;
        foreach (var name in context.HttpContext.Request.Headers.GetCommaSeparatedValues(HeaderNames.Connection).Except(NeverDropped, StringComparer.OrdinalIgnoreCase))
        {
            RequestTransform.RemoveHeader(context, name);
        }

        var claims = request.Headers.NonValidated.Select(header => header.Key)
            .Where(name => name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || ReplicaHeaders.IsInternal(name));
        foreach (var name in claims.Concat(Claims).ToList())
        {
            request.Headers.Remove(name);
        }

        return default;
    }

    private static ValueTask Route(RequestTransformContext context)
    {
        if (RequestRoute.Of(context.HttpContext).Stays)
        {
            context.ProxyRequest.Headers.TryAddWithoutValidation(ReplicaContract.StayHeader, "1");
        }

        // The target as the client wrote it: decoding and encoding it again would change some escape sequences.
        if (context.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is ['/', ..] target)
        {
            context.ProxyRequest.RequestUri = new Uri(
                context.DestinationPrefix + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        }

        return default;
    }

    private static ValueTask Answer(ResponseTransformContext context)
    {
        if (context.ProxyResponse is not { } answer)
        {
            return default;
        }

        if (answer.StatusCode == HttpStatusCode.SwitchingProtocols && !CircuitRequest.IsWebSocket(context.HttpContext))
        {
            // The forwarder answers with 502. Otherwise one side would read as a WebSocket what the other reads as HTTP.
            throw new HttpRequestException(HttpRequestError.InvalidResponse, "The replica switched protocols without being asked to.");
        }

        var route = RequestRoute.Of(context.HttpContext);
        route.Reroute = Reroute.Read(answer);
        context.SuppressResponseBody = route.Reroute is not null;
        var headers = context.HttpContext.Response.Headers;
        foreach (var name in headers.Keys.Where(ReplicaHeaders.IsInternal).Concat(answer.Headers.Connection).Append("Server").ToList())
        {
            headers.Remove(name);
        }

        return default;
    }
}
