using System.Security.Cryptography;
using BlazorAspire.Shared;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace BlazorAspire.Circuits.State.Requests;

/// <summary>
/// Tells browsers apart by a cookie that scripts cannot read and nobody can make up. Saved state and live circuits belong to it, so that
/// a circuit's secret or a tab's id is of no use in another browser.
/// </summary>
internal sealed class BrowserSession(IDataProtectionProvider provider, IConfiguration configuration)
{
    public const string CookieName = "BlazorAspire.Session";
    private const string HandOverParameter = "_session";
    private const int IdLength = 16;
    private const int MaxLength = 512;
    private static readonly TimeSpan HandOverLifetime = TimeSpan.FromHours(1);
    private readonly SiteCookies _cookies = SiteCookies.Read(configuration);
    private readonly IDataProtector _protector = provider.CreateProtector("BlazorAspire.Session");
    private readonly ITimeLimitedDataProtector _handOver = provider.CreateProtector("BlazorAspire.Session.HandOver").ToTimeLimitedDataProtector();

    /// <summary>Null when the browser has none, or one that is not ours.</summary>
    public string? Read(HttpRequest request) => FirstCookie.Read(request.Headers.Cookie, CookieName).Select(cookie => Read(cookie.Value, _protector)).FirstOrDefault(id => id is not null);

    /// <summary>The session of a browser that asks for a page; a new one where it has none. What answers to other requests have set besides is taken back.</summary>
    public string ReadOrIssue(HttpContext context)
    {
        var own = Read(context.Request);
        foreach (var (name, value) in FirstCookie.Read(context.Request.Headers.Cookie, CookieName))
        {
            if (own is null || Read(value, _protector) != own)
            {
                context.Response.Cookies.Delete(name, _cookies.For(context.Request));
            }
        }

        return own ?? Issue(context);
    }

    /// <summary>Puts the session into the address of a request that is sent on to another host, where the cookie does not go.</summary>
    public void HandOver(HttpRequest request)
    {
        var others = request.Query.Where(parameter => parameter.Key != HandOverParameter);
        var query = QueryString.Create(others);
        request.QueryString = Read(request) is { } id
            ? query.Add(HandOverParameter, WebEncoders.Base64UrlEncode(_handOver.Protect(Convert.FromHexString(id), HandOverLifetime)))
            : query;
    }

    /// <summary>Null when none was handed over with the request, or too long ago.</summary>
    public string? ReadHandedOver(HttpRequest request) => Read(request.Query[HandOverParameter], _handOver);

    private static string? Read(string? value, IDataProtector protector)
    {
        if (value is not { Length: > 0 and <= MaxLength })
        {
            return null;
        }

        try
        {
            var id = protector.Unprotect(WebEncoders.Base64UrlDecode(value));
            return id.Length == IdLength ? Convert.ToHexStringLower(id) : null;
        }
        catch (Exception problem) when (problem is CryptographicException or FormatException)
        {
            // Of another app on this host, of keys that are gone, or forged: the browser gets a new one.
            return null;
        }
    }

    public string Issue(HttpContext context)
    {
        // An error page is a second run through the pipeline, for the same browser.
        if (context.Items[CookieName] is string issued)
        {
            return issued;
        }

        var id = RandomNumberGenerator.GetBytes(IdLength);
        context.Response.Cookies.Append(FirstCookie.NewName(CookieName), WebEncoders.Base64UrlEncode(_protector.Protect(id)), _cookies.For(context.Request));
        var text = Convert.ToHexStringLower(id);
        context.Items[CookieName] = text;
        return text;
    }
}
