using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace BlazorAspire.SignalREmulator.Protocol;

/// <summary>Writes the part of MessagePack that the service protocol uses.</summary>
internal sealed class PackWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(256);

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public PackWriter Array(int count)
    {
        Header(count, (0x90, 15), null, 0xDC, 0xDD);
        return this;
    }

    public PackWriter Map(int count)
    {
        Header(count, (0x80, 15), null, 0xDE, 0xDF);
        return this;
    }

    public PackWriter Nil()
    {
        Byte(0xC0);
        return this;
    }

    public PackWriter Flag(bool value)
    {
        Byte(value ? (byte)0xC3 : (byte)0xC2);
        return this;
    }

    public PackWriter Number(int value)
    {
        switch (value)
        {
            case >= -32 and <= 127: Byte(unchecked((byte)value)); break;
            case >= 0 and <= byte.MaxValue: Byte(0xCC); Byte((byte)value); break;
            case >= 0 and <= ushort.MaxValue: Byte(0xCD); BinaryPrimitives.WriteUInt16BigEndian(Take(2), (ushort)value); break;
            case >= 0: Byte(0xCE); BinaryPrimitives.WriteUInt32BigEndian(Take(4), (uint)value); break;
            case >= sbyte.MinValue: Byte(0xD0); Byte(unchecked((byte)value)); break;
            case >= short.MinValue: Byte(0xD1); BinaryPrimitives.WriteInt16BigEndian(Take(2), (short)value); break;
            default: Byte(0xD2); BinaryPrimitives.WriteInt32BigEndian(Take(4), value); break;
        }
        return this;
    }

    public PackWriter Text(string? value)
    {
        if (value is null)
        {
            return Nil();
        }
        var length = Encoding.UTF8.GetByteCount(value);
        Header(length, (0xA0, 31), 0xD9, 0xDA, 0xDB);
        Encoding.UTF8.GetBytes(value, Take(length));
        return this;
    }

    public PackWriter Texts(IReadOnlyCollection<string> values)
    {
        Array(values.Count);
        foreach (var value in values)
        {
            Text(value);
        }
        return this;
    }

    public PackWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        Header(bytes.Length, null, 0xC4, 0xC5, 0xC6);
        bytes.CopyTo(Take(bytes.Length));
        return this;
    }

    private void Header(int length, (byte Prefix, int Most)? small, byte? prefix8, byte prefix16, byte prefix32)
    {
        if (small is { } fix && length <= fix.Most)
        {
            Byte((byte)(fix.Prefix | length));
        }
        else if (prefix8 is { } prefix && length <= byte.MaxValue)
        {
            Byte(prefix);
            Byte((byte)length);
        }
        else if (length <= ushort.MaxValue)
        {
            Byte(prefix16);
            BinaryPrimitives.WriteUInt16BigEndian(Take(2), (ushort)length);
        }
        else
        {
            Byte(prefix32);
            BinaryPrimitives.WriteInt32BigEndian(Take(4), length);
        }
    }

    private void Byte(byte value) => Take(1)[0] = value;

    private Span<byte> Take(int length)
    {
        var span = _buffer.GetSpan(length)[..length];
        _buffer.Advance(length);
        return span;
    }
}
