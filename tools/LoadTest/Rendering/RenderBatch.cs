using System.Buffers.Binary;
using System.Text;

namespace BlazorAspire.LoadTest.Rendering;

/// <summary>What a render batch does to a component, as Blazor numbers it.</summary>
internal enum EditType
{
    PrependFrame = 1,
    RemoveFrame = 2,
    SetAttribute = 3,
    RemoveAttribute = 4,
    UpdateText = 5,
    StepIn = 6,
    StepOut = 7,
    UpdateMarkup = 8,
    PermutationListEntry = 9,
    PermutationListEnd = 10,
}

/// <summary>What a render batch brings, as Blazor numbers it. Other frames leave nothing in the page.</summary>
internal enum FrameType
{
    Element = 1,
    Text = 2,
    Attribute = 3,
    Component = 4,
    Region = 5,
    ElementReferenceCapture = 6,
    Markup = 8,
}

/// <param name="Frame">The frame that an edit brings in; for an entry of a permutation list the sibling's new index.</param>
internal readonly record struct Edit(EditType Type, int Sibling, int Frame, string? RemovedAttribute);

/// <param name="Length">Elements, components and regions: the frame itself and all in it. 1 for others.</param>
/// <param name="Name">The name of an element or attribute, or the content of a text or markup.</param>
/// <param name="Handler">Number of the event handler of an attribute; 0 for any other.</param>
internal readonly record struct Frame(FrameType Type, int Length = 1, string Name = "", string? Value = null, ulong Handler = 0, int ComponentId = 0);

/// <summary>One render batch as the server encodes it: five tables, whose offsets are the last twenty bytes.</summary>
internal sealed class RenderBatch(byte[] data)
{
    private const int EditLength = 16;
    private const int FrameLength = 20;
    private const int Word = 4;

    // The pages of many users hold the same words: each is kept once, as long as it is not pushed out by another.
    private static readonly string?[] SharedTexts = new string?[4096];

    public IEnumerable<(int ComponentId, IEnumerable<Edit> Edits)> Diffs => Entries(0).Select(diff => (Int32(diff), Edits(diff)));

    public IEnumerable<int> DisposedComponents => Entries(2);

    public Frame Frame(int index)
    {
        var at = Table(1) + Word + FrameLength * index;
        var (type, first, second) = ((FrameType)Int32(at), at + Word, at + 2 * Word);
        return type switch
        {
            FrameType.Attribute => new Frame(type, 1, Text(first) ?? "", Text(second), BinaryPrimitives.ReadUInt64LittleEndian(data.AsSpan(second + Word))),
            FrameType.Element => new Frame(type, Int32(first), Text(second) ?? ""),
            FrameType.Component => new Frame(type, Int32(first), ComponentId: Int32(second)),
            FrameType.Region => new Frame(type, Int32(first)),
            FrameType.Text or FrameType.Markup => new Frame(type, 1, Text(first) ?? ""),
            _ => new Frame(type),
        };
    }

    private IEnumerable<int> Entries(int table)
    {
        var at = Table(table);
        for (var entry = 1; entry <= Int32(at); entry++)
        {
            yield return Int32(at + Word * entry);
        }
    }

    private IEnumerable<Edit> Edits(int diff)
    {
        var first = diff + 2 * Word;
        for (var edit = first; edit < first + EditLength * Int32(diff + Word); edit += EditLength)
        {
            yield return new Edit((EditType)Int32(edit), Int32(edit + Word), Int32(edit + 2 * Word), Text(edit + 3 * Word));
        }
    }

    private int Table(int number) => Int32(data.Length - Word * (5 - number));

    private int Int32(int at) => BinaryPrimitives.ReadInt32LittleEndian(data.AsSpan(at));

    private string? Text(int at)
    {
        var index = Int32(at);
        if (index < 0)
        {
            return null;
        }

        var (length, position) = (0, Int32(Table(4) + Word * index));
        for (var shift = 0; ; shift += 7)
        {
            var part = data[position++];
            length |= (part & 0x7F) << shift;
            if (part <= 0x7F)
            {
                break;
            }
        }

        var text = Encoding.UTF8.GetString(data, position, length);
        ref var slot = ref SharedTexts[(uint)text.GetHashCode() % SharedTexts.Length];
        return slot is { } shared && shared == text ? shared : slot = text;
    }
}
