using static BlazorAspire.SignalREmulator.Protocol.ServiceMessage;

namespace BlazorAspire.SignalREmulator.Protocol;

/// <summary>Writes messages, each after its length.</summary>
internal static class MessageWriter
{
    private const int ProtocolKey = 3;
    private const int KindKey = 5;

    public static byte[] Write(ServiceMessage message)
    {
        var writer = new PackWriter();
        if (!TryWriteAddressed(writer, message))
        {
            WriteRest(writer, message);
        }
        return Frame(writer.Written);
    }

    /// <summary>What is for clients: the bulk of the traffic.</summary>
    private static bool TryWriteAddressed(PackWriter writer, ServiceMessage message)
    {
        switch (message)
        {
            case ConnectionData data: Begin(writer, 4, MessageType.ConnectionData).Text(data.ConnectionId).Bytes(data.Payload.Span).Kind(data.Kind); break;
            case MultiConnectionData data: Begin(writer, 4, MessageType.MultiConnectionData).Texts(data.ConnectionIds).Payloads(data.Payloads).Map(0); break;
            case UserData data: Begin(writer, 4, MessageType.UserData).Text(data.User).Payloads(data.Payloads).Map(0); break;
            case MultiUserData data: Begin(writer, 4, MessageType.MultiUserData).Texts(data.Users).Payloads(data.Payloads).Map(0); break;
            case Broadcast data: Begin(writer, 4, MessageType.Broadcast).Texts(data.Excluded).Payloads(data.Payloads).Map(0); break;
            case GroupBroadcast data:
                Begin(writer, 7, MessageType.GroupBroadcast).Text(data.Group).Texts(data.Excluded).Payloads(data.Payloads).Map(0)
                    .Texts(data.ExcludedUsers ?? []).Text(data.Caller);
                break;
            case MultiGroupBroadcast data: Begin(writer, 4, MessageType.MultiGroupBroadcast).Texts(data.Groups).Payloads(data.Payloads).Map(0); break;
            case ClientInvocation call:
                Begin(writer, 6, MessageType.ClientInvocation).Text(call.InvocationId).Text(call.ConnectionId).Text(call.Caller).Payloads(call.Payloads).Map(0);
                break;
            default: return false;
        }
        return true;
    }

    private static void WriteRest(PackWriter writer, ServiceMessage message)
    {
        switch (message)
        {
            case HandshakeRequest ask:
                Begin(writer, 7, MessageType.HandshakeRequest).Number(ask.Version).Number(ask.ConnectionType).Text(ask.Target ?? "").Number(ask.MigrationLevel)
                    .Map(0).Flag(ask.StatefulReconnect);
                break;
            case HandshakeResponse answer: Begin(writer, 4, MessageType.HandshakeResponse).Text(answer.Error).Map(0).Text(answer.ConnectionId); break;
            case Ping ping: WritePing(writer, ping); break;
            case OpenConnection open: WriteOpen(writer, open); break;
            case CloseConnection close: Begin(writer, 5, MessageType.CloseConnection).Text(close.ConnectionId).Text(close.Error).Headers(close.Headers).Map(0); break;
            case JoinGroup join: Begin(writer, 4, MessageType.JoinGroup).Text(join.ConnectionId).Text(join.Group).Map(0); break;
            case LeaveGroup leave: Begin(writer, 4, MessageType.LeaveGroup).Text(leave.ConnectionId).Text(leave.Group).Map(0); break;
            case ServiceError error: Begin(writer, 2, MessageType.ServiceError).Text(error.Message); break;
            case UserJoinGroup join: Begin(writer, 4, MessageType.UserJoinGroup).Text(join.User).Text(join.Group).Map(0); break;
            case UserLeaveGroup leave: Begin(writer, 4, MessageType.UserLeaveGroup).Text(leave.User).Text(leave.Group).Map(0); break;
            case Request request: RequestWriter.Write(writer, request); break;
            case Ack ack: Begin(writer, 5, MessageType.Ack).Number(ack.AckId).Number((int)ack.Status).Text(ack.Message).Map(0); break;
            case ClientCompletion done:
                Begin(writer, 7, MessageType.ClientCompletion).Text(done.InvocationId).Text(done.ConnectionId).Text(done.Caller).Text(done.Protocol)
                    .Bytes(done.Payload.Span).Map(0);
                break;
            case ErrorCompletion error:
                Begin(writer, 6, MessageType.ErrorCompletion).Text(error.InvocationId).Text(error.ConnectionId).Text(error.Caller).Text(error.Error).Map(0);
                break;
            case ServiceMapping mapping:
                Begin(writer, 5, MessageType.ServiceMapping).Text(mapping.InvocationId).Text(mapping.ConnectionId).Text(mapping.Instance).Map(0);
                break;
            default: throw new ArgumentException($"A message of type '{message.GetType().Name}' is not written.", nameof(message));
        }
    }

    private static void WritePing(PackWriter writer, Ping ping)
    {
        Begin(writer, 1 + ping.Values.Count, MessageType.Ping);
        foreach (var value in ping.Values)
        {
            writer.Text(value);
        }
    }

    private static void WriteOpen(PackWriter writer, OpenConnection open)
    {
        Begin(writer, 6, MessageType.OpenConnection).Text(open.ConnectionId).Map(open.Claims.Count);
        foreach (var claim in open.Claims)
        {
            writer.Text(claim.Type).Text(claim.Value);
        }
        writer.Headers(open.Headers).Text(open.Query).Map(open.Protocol is null ? 0 : 1);
        if (open.Protocol is { } protocol)
        {
            writer.Number(ProtocolKey).Text(protocol);
        }
    }

    private static PackWriter Headers(this PackWriter writer, IReadOnlyDictionary<string, string[]>? headers)
    {
        writer.Map(headers?.Count ?? 0);
        foreach (var (name, values) in headers ?? new Dictionary<string, string[]>())
        {
            writer.Text(name).Texts(values);
        }
        return writer;
    }

    internal static PackWriter Begin(PackWriter writer, int count, int type) => writer.Array(count).Number(type);

    private static void Kind(this PackWriter writer, DataKind kind)
    {
        writer.Map(kind == DataKind.None ? 0 : 1);
        if (kind != DataKind.None)
        {
            writer.Number(KindKey).Number((int)kind);
        }
    }

    private static PackWriter Payloads(this PackWriter writer, Payloads payloads)
    {
        writer.Map(payloads.Count);
        foreach (var (protocol, bytes) in payloads)
        {
            writer.Text(protocol).Bytes(bytes.Span);
        }
        return writer;
    }

    private static byte[] Frame(ReadOnlySpan<byte> message)
    {
        Span<byte> prefix = stackalloc byte[5];
        var (length, left) = (0, (uint)message.Length);
        do
        {
            prefix[length++] = (byte)((left & 0x7F) | (left > 0x7F ? 0x80u : 0));
            left >>= 7;
        }
        while (left > 0);
        var frame = new byte[length + message.Length];
        prefix[..length].CopyTo(frame);
        message.CopyTo(frame.AsSpan(length));
        return frame;
    }
}
