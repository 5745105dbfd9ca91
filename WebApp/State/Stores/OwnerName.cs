using System.Globalization;
using System.Security.Cryptography;

namespace BlazorAspire.WebApp.State.Stores;

/// <summary>Names owners so that they sort by the order of their claims, also where the clocks of two replicas differ.</summary>
internal static class OwnerName
{
    private const int NumberLength = 12;

    /// <summary>Whether an owner was named after that moment.</summary>
    public static bool IsAfter(string owner, DateTimeOffset moment) => string.CompareOrdinal(owner, Number(moment.ToUnixTimeMilliseconds() + 1)) >= 0;

    public static string After(string? before, DateTimeOffset now)
    {
        var number = now.ToUnixTimeMilliseconds();
        if (before is { Length: > NumberLength } && long.TryParse(before.AsSpan(0, NumberLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var last))
        {
            number = Math.Max(number, last + 1);
        }

        return Number(number) + RandomNumberGenerator.GetHexString(16, lowercase: true);
    }

    private static string Number(long number) => number.ToString("x12", CultureInfo.InvariantCulture);
}
