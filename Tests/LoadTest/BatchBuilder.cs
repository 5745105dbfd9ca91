using System.Text;
using BlazorAspire.LoadTest.Rendering;

namespace BlazorAspire.Tests.LoadTest;

/// <summary>Encodes a render batch as the server does.</summary>
internal sealed class BatchBuilder
{
    private readonly List<string> _strings = [];
    private readonly List<byte[]> _frames = [];
    private readonly List<(int Component, byte[][] Edits)> _diffs = [];
    private readonly List<int> _disposed = [];

    /// <summary>Adds a frame, and returns its index.</summary>
    public int Element(string name, int length) => AddFrame(FrameType.Element, length, Text(name));

    public int Text(string content, FrameType type = FrameType.Text) => AddFrame(type, Text(content));

    public int Attribute(string name, string? value, int handler = 0) => AddFrame(FrameType.Attribute, Text(name), value is null ? -1 : Text(value), handler, 0);

    public int Component(int id, int length = 1) => AddFrame(FrameType.Component, length, id);

    public int Region(int length) => AddFrame(FrameType.Region, length);

    public int Capture() => AddFrame(FrameType.ElementReferenceCapture, Text("capture"));

    public byte[] Edit(EditType type, int sibling = 0, int frame = 0, string? removed = null) => Ints((int)type, sibling, frame, removed is null ? -1 : Text(removed));

    public BatchBuilder Diff(int component, params byte[][] edits)
    {
        _diffs.Add((component, edits));
        return this;
    }

    public BatchBuilder Dispose(int component)
    {
        _disposed.Add(component);
        return this;
    }

    public RenderBatch Build() => new(Encode());

    /// <summary>The batch as it travels.</summary>
    public byte[] Encode()
    {
        var data = new List<byte>();
        int[] diffs = [.. _diffs.Select(d => Add(data, [.. Ints(d.Component, d.Edits.Length), .. d.Edits.SelectMany(e => e)]))];
        var updated = Add(data, Ints([diffs.Length, .. diffs]));
        var frames = Add(data, [.. Ints(_frames.Count), .. _frames.SelectMany(f => f)]);
        var disposed = Add(data, Ints([_disposed.Count, .. _disposed]));
        var handlers = Add(data, Ints(0));
        int[] strings = [.. _strings.Select(s => Add(data, Encode(s)))];
        var table = Add(data, Ints(strings));
        Add(data, Ints(updated, frames, disposed, handlers, table));
        return [.. data];
    }

    private int Text(string text)
    {
        _strings.Add(text);
        return _strings.Count - 1;
    }

    private int AddFrame(FrameType type, params int[] values)
    {
        _frames.Add([.. Ints((int)type), .. Ints([.. values, .. new int[4 - values.Length]])]);
        return _frames.Count - 1;
    }

    private static int Add(List<byte> data, byte[] part)
    {
        data.AddRange(part);
        return data.Count - part.Length;
    }

    private static byte[] Encode(string text)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(text);
        return stream.ToArray();
    }

    private static byte[] Ints(params int[] values)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        Array.ForEach(values, writer.Write);
        return stream.ToArray();
    }
}
