using System.Buffers.Binary;
using System.Text;

namespace BlazorAspire.SignalREmulator.Protocol;

/// <summary>Reads the part of MessagePack that the service protocol uses. What is cut off or of another type is an <see cref="InvalidDataException"/>.</summary>
internal ref struct PackReader(ReadOnlyMemory<byte> data)
{
    private const int MostDepth = 16;

    private readonly ReadOnlyMemory<byte> _data = data;
    private int _position;
    private int _left;

    /// <summary>Begins the message's own array: <see cref="HasMore"/> counts its elements.</summary>
    public void Begin() => _left = Array();

    /// <summary>Takes one element of the message, which may miss at the end.</summary>
    public bool HasMore() => _left-- > 0;

    public bool TryNil()
    {
        if (Peek() != 0xC0)
        {
            return false;
        }
        _position++;
        return true;
    }

    public int Array()
    {
        if (TryNil())
        {
            return 0;
        }
        var code = Next();
        return Count(code switch { >= 0x90 and <= 0x9F => code & 0x0F, 0xDC => Unsigned16(), 0xDD => Length32(), _ => throw Wrong("an array", code) }, 1);
    }

    public int Map()
    {
        if (TryNil())
        {
            return 0;
        }
        var code = Next();
        return Count(code switch { >= 0x80 and <= 0x8F => code & 0x0F, 0xDE => Unsigned16(), 0xDF => Length32(), _ => throw Wrong("a map", code) }, 2);
    }

    public int Number()
    {
        var code = Next();
        return code switch
        {
            <= 0x7F => code,
            >= 0xE0 => unchecked((sbyte)code),
            0xCC => Next(),
            0xCD => Unsigned16(),
            0xCE => Fit(BinaryPrimitives.ReadUInt32BigEndian(Take(4).Span)),
            0xCF => Fit(unchecked((long)Math.Min(BinaryPrimitives.ReadUInt64BigEndian(Take(8).Span), long.MaxValue))),
            0xD0 => unchecked((sbyte)Next()),
            0xD1 => BinaryPrimitives.ReadInt16BigEndian(Take(2).Span),
            0xD2 => BinaryPrimitives.ReadInt32BigEndian(Take(4).Span),
            0xD3 => Fit(BinaryPrimitives.ReadInt64BigEndian(Take(8).Span)),
            _ => throw Wrong("a number", code),
        };
    }

    public bool Flag() => Next() switch { 0xC3 => true, 0xC2 or 0xC0 => false, var code => throw Wrong("true or false", code) };

    public string? Text()
    {
        if (TryNil())
        {
            return null;
        }
        var code = Next();
        var length = code switch
        {
            >= 0xA0 and <= 0xBF => code & 0x1F,
            0xD9 => Next(),
            0xDA => Unsigned16(),
            0xDB => Length32(),
            _ => throw Wrong("a text", code),
        };
        return Encoding.UTF8.GetString(Take(length).Span);
    }

    /// <summary>A text that must be there.</summary>
    public string Name() => Text() ?? throw new InvalidDataException("A text is missing.");

    public string[] Texts()
    {
        var texts = new string[Array()];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = Name();
        }
        return texts;
    }

    /// <summary>A part of what is read, not a copy.</summary>
    public ReadOnlyMemory<byte> Bytes()
    {
        if (TryNil())
        {
            return default;
        }
        var code = Next();
        return Take(code switch { 0xC4 => Next(), 0xC5 => Unsigned16(), 0xC6 => Length32(), _ => throw Wrong("bytes", code) });
    }

    public void Skip(int depth = 0)
    {
        if (depth > MostDepth)
        {
            throw new InvalidDataException($"Values are nested more than {MostDepth} deep.");
        }
        switch (Peek())
        {
            case >= 0x90 and <= 0x9F or 0xDC or 0xDD: SkipMany(Array(), depth); break;
            case >= 0x80 and <= 0x8F or 0xDE or 0xDF: SkipMany(2 * Map(), depth); break;
            case >= 0xA0 and <= 0xBF or 0xD9 or 0xDA or 0xDB: Text(); break;
            case 0xC4 or 0xC5 or 0xC6: Bytes(); break;
            case 0xC0 or 0xC2 or 0xC3: _position++; break;
            case 0xCA: Take(5); break;
            case 0xCB: Take(9); break;
            default: Number(); break;
        }
    }

    private void SkipMany(int count, int depth)
    {
        for (var i = 0; i < count; i++)
        {
            Skip(depth + 1);
        }
    }

    /// <summary>Each element takes a byte at least, so a count cannot make us reserve more than came.</summary>
    private readonly int Count(int count, int each) => (long)count * each <= _data.Length - _position ? count
        : throw new InvalidDataException($"{count} elements are announced, and {_data.Length - _position} bytes are left.");

    private readonly byte Peek() => _position < _data.Length ? _data.Span[_position] : throw CutOff();

    private byte Next()
    {
        var code = Peek();
        _position++;
        return code;
    }

    private int Unsigned16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2).Span);

    private int Length32() => Fit(BinaryPrimitives.ReadUInt32BigEndian(Take(4).Span));

    private ReadOnlyMemory<byte> Take(int length)
    {
        if (length > _data.Length - _position)
        {
            throw CutOff();
        }
        var taken = _data.Slice(_position, length);
        _position += length;
        return taken;
    }

    private static int Fit(long value) => value is >= int.MinValue and <= int.MaxValue ? (int)value
        : throw new InvalidDataException($"The number {value} is out of range.");

    private static InvalidDataException CutOff() => new("The message is cut off.");

    private static InvalidDataException Wrong(string expected, byte code) => new($"Expected {expected}, and found a value of type 0x{code:X2}.");
}
