using System.Text;

namespace BlazorAspire.Tests.Support;

/// <summary>Reads the fields of a protobuf message by their numbers.</summary>
internal static class ProtobufReader
{
    /// <summary>Text and messages are bytes, whatever else is a number.</summary>
    public static IEnumerable<(int Field, ReadOnlyMemory<byte> Bytes, ulong Number)> Fields(ReadOnlyMemory<byte> message)
    {
        while (!message.IsEmpty)
        {
            var tag = Varint(ref message);
            var (field, type) = ((int)(tag >> 3), (int)(tag & 7));
            switch (type)
            {
                case 0:
                    yield return (field, default, Varint(ref message));
                    break;
                case 1:
                    yield return (field, default, BitConverter.ToUInt64(Take(ref message, sizeof(ulong)).Span));
                    break;
                case 2:
                    yield return (field, Take(ref message, (int)Varint(ref message)), 0);
                    break;
                case 5:
                    yield return (field, default, BitConverter.ToUInt32(Take(ref message, sizeof(uint)).Span));
                    break;
                default:
                    throw new InvalidDataException($"Field {field} has the unknown type {type}.");
            }
        }
    }

    public static IEnumerable<ReadOnlyMemory<byte>> Messages(ReadOnlyMemory<byte> message, int field) =>
        Fields(message).Where(found => found.Field == field).Select(found => found.Bytes);

    public static string Text(ReadOnlyMemory<byte> message, int field) => Encoding.UTF8.GetString(Messages(message, field).LastOrDefault().Span);

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> message, int length)
    {
        var taken = message[..length];
        message = message[length..];
        return taken;
    }

    private static ulong Varint(ref ReadOnlyMemory<byte> message)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = Take(ref message, 1).Span[0];
            value |= (ulong)(next & 0x7F) << shift;
            if ((next & 0x80) == 0)
            {
                return value;
            }
        }
    }
}
