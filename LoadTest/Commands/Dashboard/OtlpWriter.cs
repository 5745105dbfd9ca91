using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace BlazorAspire.LoadTest.Commands.Dashboard;

/// <summary>Writes the few kinds of protobuf fields that OTLP's messages have.</summary>
internal sealed class OtlpWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    public OtlpWriter Number(int field, ulong value)
    {
        Varint((ulong)field << 3);
        Varint(value);
        return this;
    }

    /// <summary>A number of eight bytes, as times are.</summary>
    public OtlpWriter Fixed(int field, ulong value)
    {
        Varint(((ulong)field << 3) | 1);
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        _bytes.Write(bytes);
        return this;
    }

    public OtlpWriter Text(int field, string value) => Block(field, Encoding.UTF8.GetBytes(value));

    public OtlpWriter Block(int field, ReadOnlySpan<byte> value)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    public OtlpWriter Message(int field, Action<OtlpWriter> write)
    {
        var inner = new OtlpWriter();
        write(inner);
        return Block(field, inner.Bytes.Span);
    }

    /// <summary>A key and its value, as attributes have them.</summary>
    public OtlpWriter Attribute(int field, string key, string value) =>
        Message(field, pair => pair.Text(1, key).Message(2, any => any.Text(1, value)));

    private void Varint(ulong value)
    {
        while (value > 0x7f)
        {
            _bytes.Write([(byte)(value | 0x80)]);
            value >>= 7;
        }
        _bytes.Write([(byte)value]);
    }
}
