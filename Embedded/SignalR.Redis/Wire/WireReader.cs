using System.Text;
using System.Text.Unicode;

namespace Embedded.SignalR.Redis.Wire;

/// <summary>Reads what <see cref="WireWriter"/> wrote, and believes none of it: whatever does not fit is an <see cref="InvalidDataException"/>.</summary>
internal ref struct WireReader(ReadOnlyMemory<byte> data)
{
    private const int MostBits = 63;
    private ReadOnlyMemory<byte> _rest = data;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1).Span[0];

    public ulong Number()
    {
        var value = 0UL;
        for (var shift = 0; shift <= MostBits; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("A number has no end.");
    }

    public Guid Id() => new(Take(16).Span);

    public string Text()
    {
        var bytes = Bytes().Span;
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw new InvalidDataException("A text is not UTF-8.");
    }

    public IReadOnlyList<string> Texts()
    {
        var count = Count();
        if (count == 0)
        {
            return [];
        }

        var texts = new string[count];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = Text();
        }

        return texts;
    }

    /// <summary>How many items follow. Each has a byte at least, so that a forged count cannot ask for memory that it did not send.</summary>
    public int Count()
    {
        var count = Number();
        return count <= (ulong)_rest.Length ? (int)count : throw new InvalidDataException($"{count} items do not fit into {_rest.Length} bytes.");
    }

    public ReadOnlyMemory<byte> Bytes()
    {
        var size = Number();
        return size <= (ulong)_rest.Length ? Take((int)size) : throw new InvalidDataException($"{size} bytes are announced, {_rest.Length} are there.");
    }

    private ReadOnlyMemory<byte> Take(int size)
    {
        if (size > _rest.Length)
        {
            throw new InvalidDataException("The message is cut off.");
        }

        var taken = _rest[..size];
        _rest = _rest[size..];
        return taken;
    }
}
