using System.Globalization;
using System.Security.Cryptography;

namespace BlazorAspire.Circuits.State.Stores;

/// <summary>
/// Names owners so that they sort by the order of their claims, also where the clocks of two replicas differ: a number, a random word, and the replica.
/// </summary>
internal static class OwnerName
{
    private const int NumberLength = 12;
    private const int RandomLength = 16;

    /// <summary>Whether an owner was named after that moment.</summary>
    public static bool IsAfter(string owner, DateTimeOffset moment) => string.CompareOrdinal(owner, Number(moment.ToUnixTimeMilliseconds() + 1)) >= 0;

    /// <summary>Null for an owner that does not tell, as those of earlier versions.</summary>
    public static string? ReplicaOf(string? owner) => owner?.Length > NumberLength + RandomLength ? owner[(NumberLength + RandomLength)..] : null;

    public static string After(string? before, DateTimeOffset now, string replica = "")
    {
        var number = now.ToUnixTimeMilliseconds();
        if (before is { Length: > NumberLength } && long.TryParse(before.AsSpan(0, NumberLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var last))
        {
            number = Math.Max(number, last + 1);
        }

        return Number(number) + RandomNumberGenerator.GetHexString(RandomLength, lowercase: true) + replica;
    }

    private static string Number(long number) => number.ToString("x12", CultureInfo.InvariantCulture);
}
