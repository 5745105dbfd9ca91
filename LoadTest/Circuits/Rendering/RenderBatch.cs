using System.Buffers.Binary;

namespace BlazorAspire.LoadTest.Circuits.Rendering;

/// <summary>One render batch as the server encodes it: five tables, whose offsets are the last twenty bytes.</summary>
internal sealed class RenderBatch(byte[] data)
{
    private const int EditLength = 16;
    private const int FrameLength = 20;
    private const int Int32Length = 4;

    public IEnumerable<Diff> Diffs
    {
        get
        {
            var table = Table(0);
            for (var i = 0; i < Int32(table); i++)
            {
                yield return ReadDiff(Int32(table + Int32Length * (i + 1)));
            }
        }
    }

    public IEnumerable<int> DisposedComponents
    {
        get
        {
            var table = Table(2);
            for (var i = 0; i < Int32(table); i++)
            {
                yield return Int32(table + Int32Length * (i + 1));
            }
        }
    }

    public Frame Frame(int index)
    {
        var at = Table(1) + Int32Length + FrameLength * index;
        var type = (FrameType)Int32(at);
        var first = at + Int32Length;
        return type switch
        {
            FrameType.Attribute => new Frame(type, 1, String(first), String(first + Int32Length), BinaryPrimitives.ReadUInt64LittleEndian(data.AsSpan(first + 2 * Int32Length)), 0),
            FrameType.Element => new Frame(type, Int32(first), String(first + Int32Length), null, 0, 0),
            FrameType.Component => new Frame(type, Int32(first), null, null, 0, Int32(first + Int32Length)),
            FrameType.Region => new Frame(type, Int32(first), null, null, 0, 0),
            FrameType.Text or FrameType.Markup => new Frame(type, 1, String(first), null, 0, 0),
            _ => new Frame(type, 1, null, null, 0, 0),
        };
    }

    private Diff ReadDiff(int at)
    {
        var edits = new Edit[Int32(at + Int32Length)];
        for (var i = 0; i < edits.Length; i++)
        {
            var edit = at + 2 * Int32Length + EditLength * i;
            edits[i] = new Edit((EditType)Int32(edit), Int32(edit + Int32Length), Int32(edit + 2 * Int32Length), String(edit + 3 * Int32Length));
        }
        return new Diff(Int32(at), edits);
    }

    private int Table(int number) => Int32(data.Length - Int32Length * (5 - number));

    private string? String(int at)
    {
        var index = Int32(at);
        if (index < 0)
        {
            return null;
        }
        var position = Int32(Table(4) + Int32Length * index);
        var length = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = data[position++];
            length |= (part & 0x7F) << shift;
            if (part <= 0x7F)
            {
                return TextPool.Get(data.AsSpan(position, length));
            }
        }
    }

    private int Int32(int at) => BinaryPrimitives.ReadInt32LittleEndian(data.AsSpan(at));
}
