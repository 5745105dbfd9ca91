namespace BlazorAspire.LoadTest.Circuits.Wire;

/// <summary>The protocol of the circuit hub: SignalR's messages in MessagePack, each behind its length.</summary>
internal static class BlazorPack
{
    public const string Handshake = "{\"protocol\":\"blazorpack\",\"version\":1}\u001e";
    public const byte EndOfHandshake = 0x1E;

    private const int InvocationKind = 1;
    private const int CompletionKind = 3;
    private const int PingKind = 6;
    private const int CloseKind = 7;

    private const int ErrorResult = 1;
    private const int VoidResult = 2;
    private const int ValueResult = 3;

    private const int MostLengthBytes = 5;

    public static byte[] Write(HubMessage message)
    {
        var writer = new MessagePackWriter();
        switch (message)
        {
            case HubMessage.Invocation call:
                Begin(writer, InvocationKind, 6, call.Id);
                writer.Write(call.Target);
                writer.Write(call.Arguments);
                writer.ArrayHeader(0);
                break;
            case HubMessage.Completion { Error: { } error } completion:
                Begin(writer, CompletionKind, 5, completion.Id);
                writer.Write(ErrorResult);
                writer.Write(error);
                break;
            case HubMessage.Completion completion:
                Begin(writer, CompletionKind, 5, completion.Id);
                writer.Write(ValueResult);
                writer.Write(completion.Result);
                break;
            case HubMessage.Ping:
                writer.ArrayHeader(1);
                writer.Write(PingKind);
                break;
            case HubMessage.Close close:
                writer.ArrayHeader(2);
                writer.Write(CloseKind);
                writer.Write(close.Error);
                break;
            default:
                throw new NotSupportedException($"A message of type '{message.GetType().Name}' is not sent.");
        }
        return Frame(writer.Written);
    }

    /// <summary>Takes the first message off <paramref name="data"/>; null while it has not come in whole.</summary>
    public static HubMessage? Read(ref ReadOnlySpan<byte> data)
    {
        if (!TryReadLength(data, out var prefix, out var length) || data.Length - prefix < length)
        {
            return null;
        }
        var reader = new MessagePackReader(data.Slice(prefix, length));
        data = data[(prefix + length)..];
        return reader.Read() is object?[] { Length: > 0 } items ? Understand(items) : throw new InvalidDataException("A hub message is no MessagePack array.");
    }

    private static HubMessage Understand(object?[] items) => items switch
    {
        [(long)InvocationKind, _, var id, string target, object?[] arguments, ..] => new HubMessage.Invocation(id as string, target, arguments),
        [(long)CompletionKind, _, string id, (long)ErrorResult, var error, ..] => new HubMessage.Completion(id, error as string ?? "unknown", null),
        [(long)CompletionKind, _, string id, (long)VoidResult, ..] => new HubMessage.Completion(id, null, null),
        [(long)CompletionKind, _, string id, (long)ValueResult, var result, ..] => new HubMessage.Completion(id, null, result),
        [(long)PingKind, ..] => new HubMessage.Ping(),
        [(long)CloseKind, var error, ..] => new HubMessage.Close(error as string),
        [long kind, ..] => new HubMessage.Unknown(kind),
        _ => throw new InvalidDataException("A hub message does not begin with its kind."),
    };

    private static void Begin(MessagePackWriter writer, int kind, int items, string? id)
    {
        writer.ArrayHeader(items);
        writer.Write(kind);
        writer.EmptyMap();
        writer.Write(id);
    }

    private static byte[] Frame(ReadOnlySpan<byte> payload)
    {
        Span<byte> prefix = stackalloc byte[MostLengthBytes];
        var length = (uint)payload.Length;
        var count = 0;
        do
        {
            prefix[count++] = (byte)(length > 0x7F ? (length & 0x7F) | 0x80 : length);
            length >>= 7;
        }
        while (length > 0);
        return [.. prefix[..count], .. payload];
    }

    private static bool TryReadLength(ReadOnlySpan<byte> data, out int prefix, out int length)
    {
        length = 0;
        for (prefix = 0; prefix < data.Length && prefix < MostLengthBytes; prefix++)
        {
            length |= (data[prefix] & 0x7F) << (7 * prefix);
            if (data[prefix] <= 0x7F)
            {
                prefix++;
                return length >= 0 ? true : throw new InvalidDataException("A hub message announces more than 2 GiB.");
            }
        }
        return prefix < MostLengthBytes ? false : throw new InvalidDataException("The length of a hub message takes more than five bytes.");
    }
}
