using System.Buffers.Binary;
using System.Text;

namespace BlazorAspire.LoadTest.Circuits.Wire;

/// <summary>Reads MessagePack into plain values: null, bool, long, double, string, byte[], object?[], and a dictionary for a map.</summary>
internal ref struct MessagePackReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> _rest = data;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public object? Read()
    {
        var code = Take(1)[0];
        return code switch
        {
            <= 0x7F => (long)code,
            <= 0x8F => Map(code & 0x0F),
            <= 0x9F => Array(code & 0x0F),
            <= 0xBF => String(code & 0x1F),
            >= 0xE0 => (long)(sbyte)code,
            _ => ReadLong(code),
        };
    }

    private object? ReadLong(byte code) => code switch
    {
        0xC0 => null,
        0xC2 => false,
        0xC3 => true,
        0xC4 => Take(Take(1)[0]).ToArray(),
        0xC5 => Take(UInt16()).ToArray(),
        0xC6 => Take(Length32()).ToArray(),
        0xCA => (double)BinaryPrimitives.ReadSingleBigEndian(Take(4)),
        0xCB => BinaryPrimitives.ReadDoubleBigEndian(Take(8)),
        0xCC => (long)Take(1)[0],
        0xCD => (long)UInt16(),
        0xCE => (long)BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
        0xCF => checked((long)BinaryPrimitives.ReadUInt64BigEndian(Take(8))),
        0xD0 => (long)(sbyte)Take(1)[0],
        0xD1 => (long)BinaryPrimitives.ReadInt16BigEndian(Take(2)),
        0xD2 => (long)BinaryPrimitives.ReadInt32BigEndian(Take(4)),
        0xD3 => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
        0xD9 => String(Take(1)[0]),
        0xDA => String(UInt16()),
        0xDB => String(Length32()),
        0xDC => Array(UInt16()),
        0xDD => Array(Length32()),
        0xDE => Map(UInt16()),
        0xDF => Map(Length32()),
        _ => throw new InvalidDataException($"Byte 0x{code:X2} does not begin a MessagePack value that is known here."),
    };

    private string String(int length) => Encoding.UTF8.GetString(Take(length));

    private object?[] Array(int count)
    {
        // Each item takes a byte at least: a count that lies must not allocate.
        var items = new object?[count <= _rest.Length ? count : throw TooShort(count)];
        for (var i = 0; i < count; i++)
        {
            items[i] = Read();
        }
        return items;
    }

    private Dictionary<string, object?> Map(int count)
    {
        var map = new Dictionary<string, object?>();
        for (var i = 0; i < count; i++)
        {
            var key = Read() as string ?? throw new InvalidDataException("A MessagePack map has a key that is no string.");
            map[key] = Read();
        }
        return map;
    }

    private int UInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    private int Length32() => checked((int)BinaryPrimitives.ReadUInt32BigEndian(Take(4)));

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
        {
            throw TooShort(length);
        }
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private readonly InvalidDataException TooShort(int wanted) => new($"The MessagePack data ends early: {wanted} more are announced, and {_rest.Length} bytes are left.");
}
