using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorAspire.Gateway.Affinity;

/// <summary>What the cookie holds: 16 bytes that name the browser, then the replica's name, encrypted and signed.</summary>
internal sealed class AffinityToken(IDataProtectionProvider protection)
{
    private const int BrowserLength = 16;
    private readonly IDataProtector _protector = protection.CreateProtector("BlazorAspire.Gateway.Affinity.v1");

    public string Write(Guid browser, string replica)
    {
        var name = Encoding.UTF8.GetBytes(replica);
        var plain = new byte[BrowserLength + name.Length];
        browser.TryWriteBytes(plain);
        name.CopyTo(plain, BrowserLength);
        return Base64Url.EncodeToString(_protector.Protect(plain));
    }

    public bool TryRead(string token, out Guid browser, [NotNullWhen(true)] out string? replica)
    {
        browser = default;
        replica = null;
        try
        {
            var plain = _protector.Unprotect(Base64Url.DecodeFromChars(token));
            if (plain.Length <= BrowserLength)
            {
                return false;
            }

            browser = new Guid(plain.AsSpan(0, BrowserLength));
            replica = Encoding.UTF8.GetString(plain, BrowserLength, plain.Length - BrowserLength);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            // Not written by this installation; the caller counts it.
            return false;
        }
    }
}
