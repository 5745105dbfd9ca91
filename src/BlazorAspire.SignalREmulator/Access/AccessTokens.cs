using System.Security.Claims;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BlazorAspire.SignalREmulator.Access;

/// <summary>The tokens of both ends: JSON web tokens for one end and one hub, signed with the access key of the service.</summary>
internal sealed class AccessTokens(IOptions<EmulatorOptions> options, TimeProvider time)
{
    /// <summary>The service refuses longer ones.</summary>
    public const int MaxCharacters = 4096;
    private const int MinKeyBytes = 64;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);
    private readonly JsonWebTokenHandler _handler = new();
    private readonly SymmetricSecurityKey _key = new(KeyBytes(options.Value.AccessKey));

    /// <summary>The identity that a token gives, or null and what is wrong with the token.</summary>
    public async Task<(ClaimsIdentity? Identity, string? Problem)> ValidateAsync(string? token, string path, string hub)
    {
        if (string.IsNullOrEmpty(token))
        {
            return (null, "The request has no access token. Send it as 'Authorization: Bearer TOKEN', or as the query's access_token.");
        }
        if (token.Length > MaxCharacters)
        {
            return (null, $"The access token has {token.Length} characters. The service allows {MaxCharacters}: leave claims out with the option ClaimsProvider.");
        }
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = _key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256, SecurityAlgorithms.HmacSha512],
            ValidateIssuer = false,
            AudienceValidator = (audiences, _, _) => audiences.Any(audience => IsFor(audience, path, hub)),
            LifetimeValidator = (start, end, _, _) => time.GetUtcNow() - ClockSkew <= end && (start is null || time.GetUtcNow() + ClockSkew >= start),
        });
        return result.IsValid ? (result.ClaimsIdentity, null) : (null, ProblemOf(result.Exception, path, hub));
    }

    /// <summary>The handler wants 64 bytes for HS512. To add zeros changes no signature: HMAC does so itself with short keys.</summary>
    private static byte[] KeyBytes(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        Array.Resize(ref bytes, Math.Max(bytes.Length, MinKeyBytes));
        return bytes;
    }

    /// <summary>The host may differ: a service has several names.</summary>
    private static bool IsFor(string audience, string path, string hub) =>
        Uri.TryCreate(audience, UriKind.Absolute, out var address)
        && string.Equals(address.AbsolutePath.TrimEnd('/'), path, StringComparison.OrdinalIgnoreCase)
        && address.Query.TrimStart('?').Split('&').Any(pair => string.Equals(Uri.UnescapeDataString(pair), $"hub={hub}", StringComparison.OrdinalIgnoreCase));

    private static string ProblemOf(Exception problem, string path, string hub) => problem switch
    {
        SecurityTokenInvalidLifetimeException => "The access token has expired, or is not valid yet. Negotiate again.",
        SecurityTokenInvalidAudienceException => $"The access token is for another address than '{path}/?hub={hub}'.",
        SecurityTokenInvalidAlgorithmException => "The access token is signed by another algorithm than HS256 or HS512.",
        SecurityTokenInvalidSignatureException => "The access token is not signed with the AccessKey of this service, by HS256 or HS512.",
        _ => "The access token is not a JSON web token.",
    };
}
