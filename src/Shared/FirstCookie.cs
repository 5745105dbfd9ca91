using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace BlazorAspire.Shared;

/// <summary>
/// A cookie that no later answer overwrites. Two pages that a browser asks for at once are both given one, each by a name of its own, and the browser tells
/// them in the order in which it got them (RFC 6265, section 5.4). The first counts: it is what the page that was there first goes by, and the other has
/// not gone by any yet.
/// </summary>
internal static class FirstCookie
{
    private const int SuffixLength = 8;

    // More are not of an honest browser.
    private const int Max = 8;

    public static string NewName(string name) => $"{name}.{RandomNumberGenerator.GetString("0123456789", SuffixLength)}";

    /// <summary>The cookies of a name, in the browser's order. Every request passes here, so nothing else is copied; and of two with the very same name this sees both.</summary>
    public static IReadOnlyList<(string Name, string Value)> Read(StringValues headers, string name)
    {
        List<(string, string)>? found = null;
        foreach (var header in headers)
        {
            foreach (var part in header.AsSpan().Split(';'))
            {
                var cookie = header.AsSpan(part).Trim(' ');
                var length = cookie.IndexOf('=');
                if (length >= name.Length && cookie.StartsWith(name, StringComparison.Ordinal) && IsSuffix(cookie[name.Length..length]) && (found ??= []).Count < Max)
                {
                    found.Add((cookie[..length].ToString(), cookie[(length + 1)..].ToString()));
                }
            }
        }

        return found ?? [];
    }

    private static bool IsSuffix(ReadOnlySpan<char> text) =>
        text.IsEmpty || (text.Length == SuffixLength + 1 && text[0] == '.' && !text[1..].ContainsAnyExceptInRange('0', '9'));
}
