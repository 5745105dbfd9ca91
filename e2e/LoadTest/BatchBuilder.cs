using System.Text;
using Microsoft.AspNetCore.Components.RenderTree;
using RenderBatch = BlazorAspire.LoadTest.Rendering.RenderBatch;

namespace BlazorAspire.Tests.LoadTest;

/// <summary>Encodes a render batch as the server does.</summary>
internal sealed class BatchBuilder
{
    private readonly List<string> _strings = [];
    private readonly List<byte[]> _frames = [];
    private readonly List<(int Component, byte[][] Edits)> _diffs = [];
    private readonly List<int> _disposed = [];

    /// <summary>Adds a frame, and returns its index.</summary>
    public int Element(string name, int length) => AddFrame(RenderTreeFrameType.Element, length, Text(name));

    public int Text(string content, RenderTreeFrameType type = RenderTreeFrameType.Text) => AddFrame(type, Text(content));

    public int Attribute(string name, string? value, int handler = 0) =>
        AddFrame(RenderTreeFrameType.Attribute, Text(name), value is null ? -1 : Text(value), handler, 0);

    public int Component(int id, int length = 1) => AddFrame(RenderTreeFrameType.Component, length, id);

    public int Region(int length) => AddFrame(RenderTreeFrameType.Region, length);

    public int Capture() => AddFrame(RenderTreeFrameType.ElementReferenceCapture, Text("capture"));

    public byte[] Edit(RenderTreeEditType type, int sibling = 0, int frame = 0, string? removed = null) =>
        Ints((int)type, sibling, frame, removed is null ? -1 : Text(removed));

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
        int[] diffs = [.. _diffs.Select(diff => Add([.. Ints(diff.Component, diff.Edits.Length), .. diff.Edits.SelectMany(edit => edit)]))];
        var updated = Add(Ints([diffs.Length, .. diffs]));
        var frames = Add([.. Ints(_frames.Count), .. _frames.SelectMany(frame => frame)]);
        var disposed = Add(Ints([_disposed.Count, .. _disposed]));
        var handlers = Add(Ints(0));
        int[] strings = [.. _strings.Select(text => Add(Write(writer => writer.Write(text))))];
        var table = Add(Ints(strings));
        Add(Ints(updated, frames, disposed, handlers, table));
        return [.. data];

        int Add(byte[] part)
        {
            data.AddRange(part);
            return data.Count - part.Length;
        }
    }

    private int Text(string text)
    {
        _strings.Add(text);
        return _strings.Count - 1;
    }

    private int AddFrame(RenderTreeFrameType type, params int[] values)
    {
        _frames.Add(Ints([(int)type, .. values, .. new int[4 - values.Length]]));
        return _frames.Count - 1;
    }

    private static byte[] Ints(params int[] values) => Write(writer => Array.ForEach(values, writer.Write));

    private static byte[] Write(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        write(writer);
        return stream.ToArray();
    }
}
