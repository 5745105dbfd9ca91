using System.Text;

namespace BlazorAspire.Gateway.Forwarding;

/// <summary>
/// Reads a Content-Length as RFC 9110 has it, digits and nothing else. The server itself takes a sign for a part of the number, and does not answer one that is too long for it.
/// </summary>
internal sealed class LengthEncoding : Encoding
{
    private const int MaxDigits = 18;

    public override int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        if (bytes.Length <= MaxDigits && !bytes.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return Latin1.GetChars(bytes, chars);
        }

        // No number, so the request is refused.
        chars[0] = '?';
        return 1;
    }

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        GetChars(bytes.AsSpan(byteIndex, byteCount), chars.AsSpan(charIndex));

    public override int GetCharCount(byte[] bytes, int index, int count) => Latin1.GetCharCount(bytes, index, count);

    public override int GetByteCount(char[] chars, int index, int count) => Latin1.GetByteCount(chars, index, count);

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) => Latin1.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetMaxByteCount(int charCount) => Latin1.GetMaxByteCount(charCount);

    public override int GetMaxCharCount(int byteCount) => Latin1.GetMaxCharCount(byteCount);
}
