using System.Globalization;
using System.Security.Cryptography;

namespace BlazorAspire.WebApp.State.Stores;

/// <summary>Names owners so that they sort by the order of their claims, also where the clocks of two replicas differ.</summary>
internal static class OwnerName
{
    private const int NumberLength = 12;

    public static string After(string? before, DateTimeOffset now)
    {
        var number = now.ToUnixTimeMilliseconds();
        if (before is { Length: > NumberLength } && long.TryParse(before.AsSpan(0, NumberLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var last))
        {
            number = Math.Max(number, last + 1);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{number:x12}{RandomNumberGenerator.GetHexString(16, lowercase: true)}");
    }
}
