using System.Buffers;
using System.Text;

namespace Embedded.SignalR.Redis.Wire;

/// <summary>Numbers in as few bytes as they need, seven bits in each; texts and bytes after their length.</summary>
internal sealed class WireWriter(int capacity = 256)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ArrayBufferWriter<byte> _buffer = new(capacity);

    public void Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    public void Number(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            Byte((byte)(value | 0x80));
        }

        Byte((byte)value);
    }

    public void Id(Guid id)
    {
        id.TryWriteBytes(_buffer.GetSpan(16));
        _buffer.Advance(16);
    }

    public void Text(string text)
    {
        var size = Utf8.GetByteCount(text);
        Number((ulong)size);
        _buffer.Advance(Utf8.GetBytes(text, _buffer.GetSpan(size)));
    }

    public void Texts(IReadOnlyList<string> texts)
    {
        Number((ulong)texts.Count);
        foreach (var text in texts)
        {
            Text(text);
        }
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Number((ulong)bytes.Length);
        _buffer.Write(bytes);
    }

    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();
}
