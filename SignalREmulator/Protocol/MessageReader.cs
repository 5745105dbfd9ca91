using System.Buffers;
using System.Security.Claims;
using static BlazorAspire.SignalREmulator.Protocol.ServiceMessage;

namespace BlazorAspire.SignalREmulator.Protocol;

/// <summary>Reads messages. What cannot be one is an <see cref="InvalidDataException"/>: who sent it is not listened to any longer.</summary>
internal static class MessageReader
{
    /// <summary>A length beyond it is a mistake of the sender, and would be memory of ours.</summary>
    public const int MostBytes = 16 * 1024 * 1024;
    private const int MostPrefixBytes = 5;

    /// <summary>Takes one message from the front. Null when the rest of it has not come yet.</summary>
    public static ServiceMessage? TryRead(ref ReadOnlySequence<byte> input)
    {
        if (!TryReadLength(input, out var length, out var prefix) || input.Length - prefix < length)
        {
            return null;
        }
        // A copy of its own: parts of it live on in queues after the buffer is used for what comes next.
        var message = Read(input.Slice(prefix, length).ToArray());
        input = input.Slice(prefix + length);
        return message;
    }

    public static ServiceMessage Read(ReadOnlyMemory<byte> data)
    {
        var reader = new PackReader(data);
        reader.Begin();
        if (!reader.HasMore())
        {
            throw new InvalidDataException("A message has no type.");
        }
        var type = reader.Number();
        try
        {
            return type switch
            {
                MessageType.Ping => ReadPing(ref reader),
                MessageType.HandshakeRequest or MessageType.HandshakeResponse or MessageType.OpenConnection or MessageType.CloseConnection => ReadLife(type, ref reader),
                MessageType.ConnectionData => ReadData(ref reader),
                >= MessageType.MultiConnectionData and <= MessageType.Broadcast or MessageType.GroupBroadcast or MessageType.MultiGroupBroadcast =>
                    ReadAddressed(type, ref reader),
                MessageType.JoinGroupWithAck or MessageType.LeaveGroupWithAck or >= MessageType.CheckUserInGroup and <= MessageType.CloseGroupConnections =>
                    RequestReader.Read(type, ref reader),
                >= MessageType.JoinGroup and <= MessageType.Ack => ReadGroup(type, ref reader),
                >= MessageType.ClientInvocation and <= MessageType.ServiceMapping => ReadCall(type, ref reader),
                _ => new Unknown(type),
            };
        }
        catch (InvalidDataException problem)
        {
            throw new InvalidDataException($"A message of type {type} cannot be read. {problem.Message}", problem);
        }
    }

    private static bool TryReadLength(in ReadOnlySequence<byte> input, out int length, out int prefix)
    {
        (length, prefix) = (0, 0);
        var value = 0L;
        var bytes = new SequenceReader<byte>(input);
        while (bytes.TryRead(out var next))
        {
            value |= (long)(next & 0x7F) << (7 * prefix++);
            if (value > MostBytes || (prefix == MostPrefixBytes && (next & 0x80) != 0))
            {
                throw new InvalidDataException($"A message is longer than {MostBytes} bytes.");
            }
            if ((next & 0x80) == 0)
            {
                length = (int)value;
                return true;
            }
        }
        return false;
    }

    private static Ping ReadPing(ref PackReader reader)
    {
        var values = new List<string>();
        while (reader.HasMore())
        {
            values.Add(reader.Name());
        }
        return new Ping(values);
    }

    private static ServiceMessage ReadLife(int type, ref PackReader reader)
    {
        Need(ref reader);
        switch (type)
        {
            case MessageType.HandshakeRequest:
                return new HandshakeRequest(
                    reader.Number(), reader.HasMore() ? reader.Number() : 0, reader.HasMore() ? reader.Text() : null, reader.HasMore() ? reader.Number() : 0,
                    SkipOne(ref reader) && reader.HasMore() && reader.Flag());
            case MessageType.HandshakeResponse:
                return new HandshakeResponse(reader.Text() ?? "", SkipOne(ref reader) && reader.HasMore() ? reader.Text() : null);
            case MessageType.CloseConnection:
                return new CloseConnection(reader.Name(), reader.HasMore() ? reader.Text() : null, reader.HasMore() ? ReadHeaders(ref reader) : null);
            default:
                return new OpenConnection(
                    reader.Name(), reader.HasMore() ? ReadClaims(ref reader) : [], reader.HasMore() ? ReadHeaders(ref reader) : new Dictionary<string, string[]>(),
                    reader.HasMore() ? reader.Text() ?? "" : "", reader.HasMore() ? ReadExtension(ref reader).Protocol : null);
        }
    }

    private static ConnectionData ReadData(ref PackReader reader)
    {
        Need(ref reader);
        var id = reader.Name();
        Need(ref reader);
        return new ConnectionData(id, reader.Bytes(), reader.HasMore() ? ReadExtension(ref reader).Kind : DataKind.None);
    }

    private static ServiceMessage ReadAddressed(int type, ref PackReader reader)
    {
        Need(ref reader);
        var one = type is MessageType.UserData or MessageType.GroupBroadcast ? reader.Name() : null;
        var many = one is null ? reader.Texts() : [];
        if (type == MessageType.GroupBroadcast)
        {
            Need(ref reader);
            many = reader.Texts();
        }
        Need(ref reader);
        var payloads = ReadPayloads(ref reader);
        return type switch
        {
            MessageType.MultiConnectionData => new MultiConnectionData(many, payloads),
            MessageType.UserData => new UserData(one!, payloads),
            MessageType.MultiUserData => new MultiUserData(many, payloads),
            MessageType.Broadcast => new Broadcast(many, payloads),
            MessageType.MultiGroupBroadcast => new MultiGroupBroadcast(many, payloads),
            _ => new GroupBroadcast(
                one!, many, payloads, SkipOne(ref reader) && reader.HasMore() ? reader.Texts() : [], reader.HasMore() ? reader.Text() : null),
        };
    }

    private static ServiceMessage ReadGroup(int type, ref PackReader reader)
    {
        Need(ref reader);
        if (type == MessageType.ServiceError)
        {
            return new ServiceError(reader.Text() ?? "");
        }
        if (type == MessageType.Ack)
        {
            var id = reader.Number();
            Need(ref reader);
            return new Ack(id, (AckStatus)reader.Number(), reader.HasMore() ? reader.Text() : null);
        }
        var who = reader.Name();
        Need(ref reader);
        var group = reader.Name();
        return type switch
        {
            MessageType.JoinGroup => new JoinGroup(who, group),
            MessageType.LeaveGroup => new LeaveGroup(who, group),
            MessageType.UserJoinGroup => new UserJoinGroup(who, group),
            _ => new UserLeaveGroup(who, group),
        };
    }

    private static ServiceMessage ReadCall(int type, ref PackReader reader)
    {
        Need(ref reader);
        var id = reader.Name();
        Need(ref reader);
        var connection = reader.Name();
        Need(ref reader);
        var caller = reader.Text() ?? "";
        if (type == MessageType.ServiceMapping)
        {
            return new ServiceMapping(id, connection, caller);
        }
        Need(ref reader);
        switch (type)
        {
            case MessageType.ClientInvocation: return new ClientInvocation(id, connection, caller, ReadPayloads(ref reader));
            case MessageType.ErrorCompletion: return new ErrorCompletion(id, connection, caller, reader.Text() ?? "");
        }
        var protocol = reader.Text() ?? "";
        Need(ref reader);
        return new ClientCompletion(id, connection, caller, protocol, reader.Bytes());
    }

    private static Claim[] ReadClaims(ref PackReader reader)
    {
        var claims = new Claim[reader.Map()];
        for (var i = 0; i < claims.Length; i++)
        {
            claims[i] = new Claim(reader.Name(), reader.Text() ?? "");
        }
        return claims;
    }

    private static Dictionary<string, string[]> ReadHeaders(ref PackReader reader)
    {
        var headers = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        for (var left = reader.Map(); left > 0; left--)
        {
            headers[reader.Name()] = reader.Texts();
        }
        return headers;
    }

    private static Payloads ReadPayloads(ref PackReader reader)
    {
        var payloads = new Payloads();
        for (var left = reader.Map(); left > 0; left--)
        {
            payloads[reader.Name()] = reader.Bytes();
        }
        return payloads;
    }

    private static (string? Protocol, DataKind Kind) ReadExtension(ref PackReader reader)
    {
        (string? Protocol, DataKind Kind) extension = default;
        for (var left = reader.Map(); left > 0; left--)
        {
            switch (reader.Number())
            {
                case 3: extension.Protocol = reader.Text(); break;
                case 5: extension.Kind = (DataKind)reader.Number(); break;
                default: reader.Skip(); break;
            }
        }
        return extension;
    }

    private static bool SkipOne(ref PackReader reader)
    {
        if (reader.HasMore())
        {
            reader.Skip();
        }
        return true;
    }

    internal static void Need(ref PackReader reader)
    {
        if (!reader.HasMore())
        {
            throw new InvalidDataException("An element is missing.");
        }
    }
}
