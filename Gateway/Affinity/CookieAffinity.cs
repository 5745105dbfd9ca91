using BlazorAspire.Gateway.Replicas;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace BlazorAspire.Gateway.Affinity;

internal sealed class CookieAffinity(AffinityToken token, ReplicaRegistry registry, IOptions<AffinityOptions> options) : IAffinityPolicy
{
    // A protected name of 64 letters takes about 280 characters.
    private const int MaxLength = 1024;
    private readonly string _prefix = options.Value.CookieName + "=";

    public Affinity Find(HttpContext context)
    {
        var (value, count) = Read(context.Request.Headers.Cookie);
        if (count != 1)
        {
            return New(count == 0 ? AffinityMiss.NoCookie : AffinityMiss.Doubled);
        }

        if (value.Length > MaxLength)
        {
            return New(AffinityMiss.Oversized);
        }

        if (!token.TryRead(value, out var browser, out var name))
        {
            return New(AffinityMiss.Unreadable);
        }

        return registry.Find(name) switch
        {
            null => new Affinity(browser, null, AffinityMiss.UnknownReplica),
            { State: ReplicaState.Dead } dead => new Affinity(browser, null, AffinityMiss.DeadReplica, dead),
            var replica => new Affinity(browser, replica, AffinityMiss.None),
        };
    }

    public void Issue(HttpContext context, Guid browser, Replica replica) =>
        context.Response.Cookies.Append(options.Value.CookieName, token.Write(browser, replica.Name), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });

    private static Affinity New(AffinityMiss miss) => new(Guid.NewGuid(), null, miss);

    /// <summary>The framework's cookie collection keeps one of two cookies of a name, and this must see both.</summary>
    private (string Value, int Count) Read(StringValues headers)
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
}
