using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace BlazorAspire.LoadTest.Circuits.Wire;

/// <summary>Writes the part of MessagePack that the circuit hub uses.</summary>
internal sealed class MessagePackWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public void Write(object? value)
    {
        switch (value)
        {
            case null: Byte(0xC0); break;
            case bool flag: Byte(flag ? (byte)0xC3 : (byte)0xC2); break;
            case int number: Integer(number); break;
            case long number: Integer(number); break;
            case double number: Byte(0xCB); BinaryPrimitives.WriteDoubleBigEndian(Take(8), number); break;
            case string text: String(text); break;
            case byte[] bytes: Bytes(bytes); break;
            case IReadOnlyList<object?> items: Array(items); break;
            default: throw new NotSupportedException($"The circuit hub takes no argument of type '{value.GetType()}'.");
        }
    }

    public void ArrayHeader(int count) => Header(count, (0x90, 15), null, 0xDC, 0xDD);

    public void EmptyMap() => Byte(0x80);

    private void Integer(long value)
    {
        if (value is >= -32 and <= 127)
        {
            Byte(unchecked((byte)value));
        }
        else if (value is >= int.MinValue and <= int.MaxValue)
        {
            Byte(0xD2);
            BinaryPrimitives.WriteInt32BigEndian(Take(4), (int)value);
        }
        else
        {
            Byte(0xD3);
            BinaryPrimitives.WriteInt64BigEndian(Take(8), value);
        }
    }

    private void String(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Header(length, (0xA0, 31), 0xD9, 0xDA, 0xDB);
        Encoding.UTF8.GetBytes(text, Take(length));
    }

    private void Bytes(byte[] bytes)
    {
        Header(bytes.Length, null, 0xC4, 0xC5, 0xC6);
        bytes.CopyTo(Take(bytes.Length));
    }

    private void Array(IReadOnlyList<object?> items)
    {
        ArrayHeader(items.Count);
        foreach (var item in items)
        {
            Write(item);
        }
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
