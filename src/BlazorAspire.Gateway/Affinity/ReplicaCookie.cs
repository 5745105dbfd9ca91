using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using BlazorAspire.Gateway.Forwarding;
using BlazorAspire.Gateway.Replicas;
using BlazorAspire.Gateway.Telemetry;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;
using Yarp.ReverseProxy.SessionAffinity;

namespace BlazorAspire.Gateway.Affinity;

/// <summary>
/// Keeps a browser on its replica by a cookie that holds the replica's name, encrypted and signed. Unlike YARP's own cookie it is set again when the
/// browser is given another replica, it is not set on what a cache may keep, and a browser without one gets a replica that takes new users.
/// </summary>
internal sealed class ReplicaCookie(IDataProtectionProvider protection, ReplicaRegistry registry, GatewayMetrics metrics, IOptions<AffinityOptions> options)
    : ISessionAffinityPolicy
{
    public const string PolicyName = "ReplicaCookie";

    // A protected name of 64 letters takes about 280 characters.
    private const int MaxLength = 1024;

    private readonly IDataProtector _protector = protection.CreateProtector("BlazorAspire.Gateway.Affinity.v2");
    private readonly string _prefix = options.Value.CookieName + "=";

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
        if (destination.DestinationId == RequestRoute.Of(context).Own?.Name || IsCacheable(context.Response))
        {
            return;
        }

        context.Response.Cookies.Append(options.Value.CookieName, Write(destination.DestinationId), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });
    }

    /// <summary>The cookie's value for a replica.</summary>
    public string Write(string replica) => Base64Url.EncodeToString(_protector.Protect(Encoding.UTF8.GetBytes(replica)));

    /// <summary>A cache between here and the browser must not keep one browser's cookie.</summary>
    private static bool IsCacheable(HttpResponse response) =>
        response.Headers.ETag.Count > 0 || response.GetTypedHeaders().CacheControl?.MaxAge > TimeSpan.Zero;

    /// <summary>The replica that the cookie names. Whatever the request holds, this does not throw.</summary>
    private Replica? Read(HttpRequest request, out AffinityMiss? miss)
    {
        var (cookie, count) = Find(request.Headers.Cookie);
        if (count != 1 || cookie.Length > MaxLength)
        {
            miss = count switch
            {
                0 => AffinityMiss.NoCookie,
                1 => AffinityMiss.Oversized,
                _ => AffinityMiss.Doubled,
            };
            return null;
        }

        if (!TryRead(cookie, out var name))
        {
            miss = AffinityMiss.Unreadable;
            return null;
        }

        var replica = registry.Find(name);
        miss = replica switch
        {
            null => AffinityMiss.UnknownReplica,
            { State: ReplicaState.Dead } => AffinityMiss.DeadReplica,
            _ => null,
        };
        return replica;
    }

    /// <summary>The framework's cookie collection keeps one of two cookies of a name, and this must see both. Every request passes here, so nothing else is copied.</summary>
    private (string Value, int Count) Find(StringValues headers)
    {
        var value = "";
        var count = 0;
        foreach (var header in headers)
        {
            foreach (var part in header.AsSpan().Split(';'))
            {
                var cookie = header.AsSpan(part).Trim(' ');
                if (cookie.StartsWith(_prefix, StringComparison.Ordinal))
                {
                    value = cookie[_prefix.Length..].ToString();
                    count++;
                }
            }
        }

        return (value, count);
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
