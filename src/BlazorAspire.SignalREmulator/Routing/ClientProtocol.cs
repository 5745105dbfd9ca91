using System.Buffers;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace BlazorAspire.SignalREmulator.Routing;

/// <summary>The hub protocol of a client: what the service itself says in it, and where messages end.</summary>
internal sealed class ClientProtocol(string name)
{
    private const byte RecordSeparator = 0x1E;
    private static readonly JsonHubProtocol Json = new();
    private static readonly MessagePackHubProtocol MessagePack = new();
    private readonly IHubProtocol _protocol = name == Json.Name ? Json : MessagePack;

    public string Name { get; } = name;

    /// <summary>Every protocol but JSON is taken for MessagePack, as Blazor's is.</summary>
    public bool IsBinary => _protocol == MessagePack;

    /// <summary>It is known what the messages are, and not only where they end.</summary>
    public bool IsKnown => Name == _protocol.Name;

    public ReadOnlyMemory<byte> Ping => _protocol.GetMessageBytes(PingMessage.Instance);

    public ReadOnlyMemory<byte> Close(string error) => _protocol.GetMessageBytes(new CloseMessage(error, allowReconnect: true));

    public ReadOnlyMemory<byte> Write(HubMessage message) => _protocol.GetMessageBytes(message);

    public static ReadOnlyMemory<byte> HandshakeError(string error)
    {
        var writer = new ArrayBufferWriter<byte>();
        HandshakeProtocol.WriteResponseMessage(new HandshakeResponseMessage(error), writer);
        return writer.WrittenMemory;
    }

    /// <summary>The whole messages at the beginning of a buffer.</summary>
    /// <exception cref="InvalidDataException">A length is no length.</exception>
    public ReadOnlySequence<byte> WholeMessages(in ReadOnlySequence<byte> buffer)
    {
        var rest = buffer;
        while (TryTake(ref rest, out _))
        {
            // On to the next.
        }
        return buffer.Slice(buffer.Start, rest.Start);
    }

    /// <summary>Takes the first message from a buffer, if it is whole.</summary>
    public bool TryTake(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> message)
    {
        var reader = new SequenceReader<byte>(buffer);
        var isWhole = IsBinary ? TryPassBinary(ref reader) : reader.TryAdvanceTo(RecordSeparator);
        message = buffer.Slice(buffer.Start, isWhole ? reader.Position : buffer.Start);
        buffer = buffer.Slice(message.End);
        return isWhole;
    }

    /// <summary>What a message is, without its arguments; null for one of a type that is not known.</summary>
    /// <exception cref="InvalidDataException">It is no message.</exception>
    public HubMessage? Read(ReadOnlySequence<byte> message) => _protocol.TryParseMessage(ref message, NoTypes.Instance, out var read) ? read : null;

    /// <summary>A message follows its length, in groups of seven bits.</summary>
    private static bool TryPassBinary(ref SequenceReader<byte> reader)
    {
        var length = 0L;
        for (var shift = 0; reader.TryRead(out var part); shift += 7)
        {
            length |= (long)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                var isWhole = length <= reader.Remaining;
                reader.Advance(isWhole ? length : 0);
                return isWhole;
            }
            if (shift >= 28)
            {
                throw new InvalidDataException("The length of a message has more than five bytes.");
            }
        }
        return false;
    }

    /// <summary>The types of arguments, which only apps know. Without them a message is read as one that does not fit.</summary>
    private sealed class NoTypes : IInvocationBinder
    {
        public static readonly NoTypes Instance = new();

        public IReadOnlyList<Type> GetParameterTypes(string methodName) => [];

        public Type GetReturnType(string invocationId) => typeof(object);

        public Type GetStreamItemType(string streamId) => typeof(object);
    }
}
