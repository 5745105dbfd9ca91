using System.Security.Claims;
using BlazorAspire.SignalREmulator.Protocol;

namespace Embedded.AzureSignalR.Clients;

/// <summary>A user on the way to the service as claims of a token, and back.</summary>
internal static class ClientUser
{
    private const string UsualAuthentication = "Bearer";
    private static readonly HashSet<string> Reserved =
        new(["aud", "exp", "iat", "nbf", "iss", "actort", "acr", "azp", "c_hash", "jti", "nonce"], StringComparer.Ordinal);

    public static IEnumerable<Claim> Write(ClaimsPrincipal? user, IEnumerable<Claim>? claims)
    {
        if (user?.Identity is ClaimsIdentity identity)
        {
            if (identity.AuthenticationType is { } type and not UsualAuthentication)
            {
                yield return new Claim(ServiceNames.AuthenticationType, type);
            }
            if (identity.NameClaimType != ClaimsIdentity.DefaultNameClaimType)
            {
                yield return new Claim(ServiceNames.NameType, identity.NameClaimType);
            }
            if (identity.RoleClaimType != ClaimsIdentity.DefaultRoleClaimType)
            {
                yield return new Claim(ServiceNames.RoleType, identity.RoleClaimType);
            }
        }
        foreach (var claim in claims ?? user?.Claims ?? [])
        {
            yield return Reserved.Contains(claim.Type) ? new Claim(ServiceNames.UserClaims + claim.Type, claim.Value) : claim;
        }
    }

    /// <summary>Nobody, where there is no claim but those of the token and the service.</summary>
    public static ClaimsPrincipal Read(IReadOnlyList<Claim> claims)
    {
        var own = claims.Select(Restore).OfType<Claim>().ToList();
        return own.Count == 0
            ? new ClaimsPrincipal(new ClaimsIdentity())
            : new ClaimsPrincipal(new ClaimsIdentity(
                own, Find(claims, ServiceNames.AuthenticationType) ?? UsualAuthentication, Find(claims, ServiceNames.NameType), Find(claims, ServiceNames.RoleType)));
    }

    public static string? IdOf(IReadOnlyList<Claim> claims) => Find(claims, ServiceNames.UserId);

    private static string? Find(IReadOnlyList<Claim> claims, string type) => claims.FirstOrDefault(claim => claim.Type == type)?.Value;

    private static Claim? Restore(Claim claim)
    {
        if (claim.Type.StartsWith(ServiceNames.UserClaims, StringComparison.Ordinal))
        {
            return new Claim(claim.Type[ServiceNames.UserClaims.Length..], claim.Value);
        }
        return Reserved.Contains(claim.Type) || claim.Type.StartsWith(ServiceNames.SystemClaims, StringComparison.Ordinal) ? null : claim;
    }
}
