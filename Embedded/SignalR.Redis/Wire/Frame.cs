namespace Embedded.SignalR.Redis.Wire;

/// <summary>
/// What is published at once: messages of one server, numbered from <paramref name="First"/> on. Numbers rise by one for each message, sent or
/// dropped, so that a receiver counts what it missed; a frame without messages tells the next number.
/// </summary>
/// <param name="IsLast">The server says good-bye.</param>
internal readonly record struct Frame(Guid Server, bool IsLast, ulong First, IReadOnlyList<ReadOnlyMemory<byte>> Messages)
{
    private const int HeaderBytes = 20;
    private const byte Version = 1;
    private static ReadOnlySpan<byte> Mark => [0xBA, 0x5B];

    /// <summary>False where it is somebody else's message. Looks at no more than the head.</summary>
    public static bool TryReadServer(ReadOnlyMemory<byte> data, out Guid server)
    {
        var isFrame = data.Length >= HeaderBytes && data.Span.StartsWith(Mark) && data.Span[2] == Version;
        server = isFrame ? new Guid(data.Span[4..HeaderBytes]) : default;
        return isFrame;
    }

    /// <exception cref="InvalidDataException">The rest does not fit the head.</exception>
    public static Frame Read(ReadOnlyMemory<byte> data)
    {
        var reader = new WireReader(data[3..]);
        var isLast = reader.Byte() == 1;
        var server = reader.Id();
        var first = reader.Number();
        var messages = new ReadOnlyMemory<byte>[reader.Count()];
        for (var i = 0; i < messages.Length; i++)
        {
            messages[i] = reader.Bytes();
        }

        return reader.IsAtEnd ? new Frame(server, isLast, first, messages) : throw new InvalidDataException("The frame is longer than what it says.");
    }

    public byte[] ToArray()
    {
        var writer = new WireWriter(HeaderBytes + 16 + Messages.Sum(message => message.Length + 4));
        writer.Byte(Mark[0]);
        writer.Byte(Mark[1]);
        writer.Byte(Version);
        writer.Byte(IsLast ? (byte)1 : (byte)0);
        writer.Id(Server);
        writer.Number(First);
        writer.Number((ulong)Messages.Count);
        foreach (var message in Messages)
        {
            writer.Bytes(message.Span);
        }

        return writer.ToArray();
    }
}
