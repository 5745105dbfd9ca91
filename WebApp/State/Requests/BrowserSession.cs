using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace BlazorAspire.WebApp.State.Requests;

/// <summary>
/// Tells browsers apart by a cookie that scripts cannot read and nobody can make up. Saved state and live circuits belong to it, so that
/// a circuit's secret or a tab's id is of no use in another browser.
/// </summary>
internal sealed class BrowserSession(IDataProtectionProvider provider)
{
    public const string CookieName = "BlazorAspire.Session";
    private const int IdLength = 16;
    private const int MaxLength = 512;
    private readonly IDataProtector _protector = provider.CreateProtector("BlazorAspire.Session");

    /// <summary>Null when the browser has none, or one that is not ours.</summary>
    public string? Read(HttpRequest request)
    {
        if (request.Cookies[CookieName] is not { Length: > 0 and <= MaxLength } value)
        {
            return null;
        }

        try
        {
            var id = _protector.Unprotect(WebEncoders.Base64UrlDecode(value));
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
        context.Response.Cookies.Append(CookieName, WebEncoders.Base64UrlEncode(_protector.Protect(id)), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });
        var text = Convert.ToHexStringLower(id);
        context.Items[CookieName] = text;
        return text;
    }
}
