using System.Text;

namespace BlazorAspire.LoadTest.Circuits.Rendering;

/// <summary>The pages of many users hold the same words: each is kept once, as long as it is not pushed out by another.</summary>
internal static class TextPool
{
    private const int Slots = 4096;
    private const int LongestKept = 128;

    private static readonly string?[] Kept = new string?[Slots];

    public static string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestKept)
        {
            return Encoding.UTF8.GetString(utf8);
        }
        Span<char> buffer = stackalloc char[LongestKept];
        var text = buffer[..Encoding.UTF8.GetChars(utf8, buffer)];
        ref var slot = ref Kept[(uint)string.GetHashCode(text) % Slots];
        // Read once: another thread may change it meanwhile.
        var kept = slot;
        return kept is not null && text.SequenceEqual(kept) ? kept : slot = text.ToString();
    }
}
