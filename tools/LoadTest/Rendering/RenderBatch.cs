using System.Buffers.Binary;
using System.Text;
using Microsoft.AspNetCore.Components.RenderTree;

namespace BlazorAspire.LoadTest.Rendering;

/// <summary>What a render batch does to a component.</summary>
/// <param name="Frame">The frame that an edit brings in; for an entry of a permutation list the sibling's new index.</param>
internal readonly record struct Edit(RenderTreeEditType Type, int Sibling, int Frame, string? RemovedAttribute);

/// <summary>What a render batch brings.</summary>
/// <param name="Length">Elements, components and regions: the frame itself and all in it. 1 for others.</param>
/// <param name="Name">The name of an element or attribute, or the content of a text or markup.</param>
/// <param name="Handler">Number of the event handler of an attribute; 0 for any other.</param>
internal readonly record struct Frame(RenderTreeFrameType Type, int Length = 1, string Name = "", string? Value = null, ulong Handler = 0, int ComponentId = 0);

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
        var (type, first, second) = ((RenderTreeFrameType)Int32(at), at + Word, at + 2 * Word);
        return type switch
        {
            RenderTreeFrameType.Attribute =>
                new Frame(type, 1, Text(first) ?? "", Text(second), BinaryPrimitives.ReadUInt64LittleEndian(data.AsSpan(second + Word))),
            RenderTreeFrameType.Element => new Frame(type, Int32(first), Text(second) ?? ""),
            RenderTreeFrameType.Component => new Frame(type, Int32(first), ComponentId: Int32(second)),
            RenderTreeFrameType.Region => new Frame(type, Int32(first)),
            RenderTreeFrameType.Text or RenderTreeFrameType.Markup => new Frame(type, 1, Text(first) ?? ""),
            _ => new Frame(type),
        };
    }

    private IEnumerable<int> Entries(int table)
    {
        var at = Table(table);
        return Enumerable.Range(1, Int32(at)).Select(entry => Int32(at + Word * entry));
    }

    private IEnumerable<Edit> Edits(int diff) => Enumerable.Range(0, Int32(diff + Word)).Select(index =>
    {
        var at = diff + 2 * Word + EditLength * index;
        return new Edit((RenderTreeEditType)Int32(at), Int32(at + Word), Int32(at + 2 * Word), Text(at + 3 * Word));
    });

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
