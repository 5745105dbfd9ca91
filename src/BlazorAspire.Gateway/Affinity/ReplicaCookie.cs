using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using BlazorAspire.Gateway.Forwarding;
using BlazorAspire.Gateway.Replicas;
using BlazorAspire.Gateway.Telemetry;
using BlazorAspire.Shared;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;
using Yarp.ReverseProxy.SessionAffinity;

namespace BlazorAspire.Gateway.Affinity;

/// <summary>
/// Keeps a browser on its replica by a cookie that holds the replica's name, encrypted and signed. Unlike YARP's own cookie it is set again when the
/// browser is given another replica, it is not set on what a cache may keep, and a browser without one gets a replica that takes new users.
/// </summary>
internal sealed class ReplicaCookie(IDataProtectionProvider protection, ReplicaRegistry registry, GatewayMetrics metrics, IOptions<AffinityOptions> options, IConfiguration configuration)
    : ISessionAffinityPolicy
{
    public const string PolicyName = "ReplicaCookie";

    // A protected name of 64 letters takes about 280 characters.
    private const int MaxLength = 1024;

    private readonly IDataProtector _protector = protection.CreateProtector("BlazorAspire.Gateway.Affinity.v2");
    private readonly SiteCookies _cookies = SiteCookies.Read(configuration);

    public string Name => PolicyName;

    public AffinityResult FindAffinitizedDestinations(HttpContext context, ClusterState cluster, SessionAffinityConfig config, IReadOnlyList<DestinationState> destinations)
    {
        var route = RequestRoute.Of(context);
        if (route.Target is not null)
        {
            // The destinations are those that may be tried next.
            return new AffinityResult(destinations, AffinityStatus.OK);
        }

        route.Own = Read(context.Request, out var miss);
        if (destinations.FirstOrDefault(destination => destination.DestinationId == route.Own?.Name) is { } own)
        {
            return new AffinityResult(own, AffinityStatus.OK);
        }

        if (miss is { } reason)
        {
            metrics.Missed(reason);
        }

        return new AffinityResult([.. destinations.Where(destination => registry.Of(destination).State == ReplicaState.Ready)], AffinityStatus.OK);
    }

    public void AffinitizeResponse(HttpContext context, ClusterState cluster, SessionAffinityConfig config, DestinationState destination)
    {
        if (destination.DestinationId == RequestRoute.Of(context).Own?.Name || !MayCarryCookie(context))
        {
            return;
        }

        var cookie = _cookies.For(context.Request);
        foreach (var (name, _) in FirstCookie.Read(context.Request.Headers.Cookie, options.Value.CookieName))
        {
            context.Response.Cookies.Delete(name, cookie);
        }

        context.Response.Cookies.Append(FirstCookie.NewName(options.Value.CookieName), Write(destination.DestinationId), cookie);
    }

    /// <summary>The cookie's value for a replica.</summary>
    public string Write(string replica) => Base64Url.EncodeToString(_protector.Protect(Encoding.UTF8.GetBytes(replica)));

    /// <summary>A cache on the way must not keep one browser's cookie: pages forbid it, and what circuits and hubs are asked is never kept. Files may be.</summary>
    private static bool MayCarryCookie(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var control = response.GetTypedHeaders().CacheControl;
        return response.Headers.ETag.Count == 0 && !(control?.MaxAge > TimeSpan.Zero)
            && (control is { NoStore: true } or { Private: true }
                || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) || CircuitRequest.IsUnderEndpoint(request) || CircuitRequest.IsUnderHubs(request));
    }

    /// <summary>The replica that the first cookie names which can be read. Whatever the request holds, this does not throw.</summary>
    private Replica? Read(HttpRequest request, out AffinityMiss? miss)
    {
        miss = AffinityMiss.NoCookie;
        var cookies = FirstCookie.Read(request.Headers.Cookie, options.Value.CookieName);
        foreach (var (name, value) in cookies)
        {
            if (cookies.Count(other => other.Name == name) > 1)
            {
                miss = AffinityMiss.Doubled;
            }
            else if (value.Length > MaxLength)
            {
                miss = AffinityMiss.Oversized;
            }
            else if (!TryRead(value, out var own))
            {
                miss = AffinityMiss.Unreadable;
            }
            else
            {
                var replica = registry.Find(own);
                miss = replica switch
                {
                    null => AffinityMiss.UnknownReplica,
                    { State: ReplicaState.Dead } => AffinityMiss.DeadReplica,
                    _ => null,
                };
                return replica;
            }
        }

        return null;
    }

    private bool TryRead(string value, [NotNullWhen(true)] out string? replica)
    {
        try
        {
            replica = Encoding.UTF8.GetString(_protector.Unprotect(Base64Url.DecodeFromChars(value)));
            return true;
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            // Not written by this installation; the caller counts it.
            replica = null;
            return false;
        }
    }
}
