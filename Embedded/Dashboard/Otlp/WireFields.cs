using System.Buffers;

namespace Embedded.Dashboard.Otlp;

/// <summary>
/// Goes over the fields of an encoded message and decodes none of them. Decoding a whole request at once would take a hundred times its
/// size for one that is made of many empty records.
/// </summary>
internal ref struct WireFields(ReadOnlySequence<byte> message)
{
    private const int TypeBits = 3;
    private const int BitsOfByte = 7;
    private const int LongestNumber = 70;

    private SequenceReader<byte> _reader = new(message);
    private int _number;
    private bool _hasContent;

    /// <summary>What the field holds, where that is text, bytes or a message.</summary>
    public ReadOnlySequence<byte> Content { get; private set; }

    public readonly bool Is(int number) => _hasContent && _number == number;

    /// <summary>The last field of that number, which is the one that counts; empty where there is none.</summary>
    public static ReadOnlySequence<byte> Find(ReadOnlySequence<byte> message, int number)
    {
        var found = ReadOnlySequence<byte>.Empty;
        var fields = new WireFields(message);
        while (fields.MoveNext())
        {
            found = fields.Is(number) ? fields.Content : found;
        }
        return found;
    }

    public bool MoveNext()
    {
        if (_reader.End)
        {
            return false;
        }

        var key = ReadNumber();
        _number = (int)Math.Min(key >> TypeBits, int.MaxValue);
        _hasContent = false;
        Content = default;
        switch ((WireType)(key & ((1 << TypeBits) - 1)))
        {
            case WireType.Number:
                ReadNumber();
                break;
            case WireType.EightBytes:
                Take(8);
                break;
            case WireType.FourBytes:
                Take(4);
                break;
            case WireType.Content:
                Content = Take(ReadNumber());
                _hasContent = true;
                break;
            default:
                throw Broken();
        }
        return _number > 0 ? true : throw Broken();
    }

    private ulong ReadNumber()
    {
        var number = 0UL;
        for (var shift = 0; shift < LongestNumber; shift += BitsOfByte)
        {
            if (!_reader.TryRead(out var next))
            {
                throw Broken();
            }
            number |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return number;
            }
        }
        throw Broken();
    }

    private ReadOnlySequence<byte> Take(ulong length)
    {
        if (length > (ulong)_reader.Remaining)
        {
            throw Broken();
        }
        var taken = _reader.UnreadSequence.Slice(0, (long)length);
        _reader.Advance((long)length);
        return taken;
    }

    private static InvalidDataException Broken() => new("A field ends after its message, or has no known type.");

    private enum WireType
    {
        Number = 0,
        EightBytes = 1,
        Content = 2,
        FourBytes = 5,
    }
}
