using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace BlazorAspire.Circuits.State.Sessions;

/// <summary>Whose state it is: a browser session, the user signed in there, and the tab; null where the request tells of none.</summary>
internal sealed record StateIdentity(string Browser, string User, string? Tab)
{
    /// <summary>The key of the tab's state. It cannot be guessed, nor the session be read from it.</summary>
    public string TabKey { get; } = Hash("tab", Browser, User, Tab ?? "");

    /// <summary>The key of the user's state: of the browser's, where nobody is signed in.</summary>
    public string UserKey { get; } = User.Length > 0 ? Hash("user", "", User) : Hash("user", Browser, "");

    /// <summary>The same tab before anybody signed in; null where nobody is.</summary>
    public StateIdentity? BeforeSignIn => User.Length > 0 && Tab is not null ? new StateIdentity(Browser, "", Tab) : null;

    /// <summary>Who may touch a circuit: tabs of the same browser and user.</summary>
    public bool MayTouch(StateIdentity other) => Browser == other.Browser && User == other.User;

    public static string NameOf(ClaimsPrincipal? user)
    {
        if (user?.Identity is not { IsAuthenticated: true } identity)
        {
            return "";
        }

        var name = user.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? user.FindFirst("sub")?.Value ?? identity.Name ?? "";
        return $"{identity.AuthenticationType}\n{name}";
    }

    private static string Hash(params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append(part.Length).Append(':').Append(part);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
