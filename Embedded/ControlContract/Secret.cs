using System.Security.Cryptography;
using System.Text;

namespace Embedded.ControlContract;

/// <summary>A secret that is compared in the same time, whatever is given.</summary>
internal sealed class Secret(string expected)
{
    private readonly byte[] _expected = Hash(expected);

    public bool Is(string? given) => CryptographicOperations.FixedTimeEquals(Hash(given ?? ""), _expected);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
