using Embedded.SignalR.Redis.Answers;
using Microsoft.AspNetCore.SignalR;

namespace Embedded.SignalR.Redis.Wire;

/// <summary>The bytes of one message: its kind, and then its parts in the order of their declaration.</summary>
internal static class MessageCodec
{
    private const byte DeliveryKind = 1;
    private const byte GroupChangeKind = 2;
    private const byte ClientCallKind = 3;
    private const byte CallForgottenKind = 4;
    private const byte ReplyKind = 5;

    public static byte[] Write(BackplaneMessage message)
    {
        var writer = new WireWriter();
        switch (message)
        {
            case Delivery delivery:
                writer.Byte(DeliveryKind);
                Write(writer, delivery.Audience);
                Write(writer, delivery.Payload);
                break;
            case GroupChange change:
                WriteQuestion(writer, GroupChangeKind, change);
                writer.Text(change.Group);
                writer.Byte(change.Joins ? (byte)1 : (byte)0);
                break;
            case ClientCall call:
                WriteQuestion(writer, ClientCallKind, call);
                writer.Text(call.InvocationId);
                Write(writer, call.Payload);
                break;
            case CallForgotten forgotten:
                writer.Byte(CallForgottenKind);
                writer.Text(forgotten.InvocationId);
                break;
            case Reply reply:
                writer.Byte(ReplyKind);
                writer.Id(reply.Server);
                writer.Number((ulong)reply.Id);
                Write(writer, reply.Answer);
                break;
            default:
                throw new InvalidOperationException($"Message '{message.GetType().Name}' has no format.");
        }

        return writer.ToArray();
    }

    /// <exception cref="InvalidDataException">These bytes are not a message.</exception>
    public static BackplaneMessage Read(ReadOnlyMemory<byte> body)
    {
        var reader = new WireReader(body);
        BackplaneMessage message = reader.Byte() switch
        {
            DeliveryKind => new Delivery(ReadAudience(ref reader), ReadPayload(ref reader)),
            GroupChangeKind => new GroupChange((long)reader.Number(), reader.Text(), reader.Text(), reader.Byte() == 1),
            ClientCallKind => new ClientCall((long)reader.Number(), reader.Text(), reader.Text(), ReadPayload(ref reader)),
            CallForgottenKind => new CallForgotten(reader.Text()),
            ReplyKind => new Reply(reader.Id(), (long)reader.Number(), ReadAnswer(ref reader)),
            var kind => throw new InvalidDataException($"Kind {kind} is not known."),
        };
        return reader.IsAtEnd ? message : throw new InvalidDataException("The message is longer than what it says.");
    }

    private static void WriteQuestion(WireWriter writer, byte kind, Question question)
    {
        writer.Byte(kind);
        writer.Number((ulong)question.Id);
        writer.Text(question.ConnectionId);
    }

    private static void Write(WireWriter writer, Audience audience)
    {
        writer.Byte((byte)audience.Kind);
        writer.Texts(audience.Names);
        writer.Texts(audience.Excluded);
    }

    private static void Write(WireWriter writer, Answer answer)
    {
        writer.Byte((byte)answer.Kind);
        writer.Text(answer.Protocol);
        writer.Bytes(answer.Completion.Span);
    }

    private static void Write(WireWriter writer, IReadOnlyList<SerializedMessage> payload)
    {
        writer.Number((ulong)payload.Count);
        foreach (var message in payload)
        {
            writer.Text(message.ProtocolName);
            writer.Bytes(message.Serialized.Span);
        }
    }

    private static Audience ReadAudience(ref WireReader reader)
    {
        var kind = (AudienceKind)reader.Byte();
        return kind <= AudienceKind.Users ? new Audience(kind, reader.Texts(), reader.Texts()) : throw new InvalidDataException($"Audience {kind} is not known.");
    }

    private static Answer ReadAnswer(ref WireReader reader)
    {
        var kind = (AnswerKind)reader.Byte();
        return kind is >= AnswerKind.NotHere and <= AnswerKind.ClientGone
            ? new Answer(kind, reader.Text(), reader.Bytes())
            : throw new InvalidDataException($"Answer {kind} is not known.");
    }

    private static SerializedMessage[] ReadPayload(ref WireReader reader)
    {
        var payload = new SerializedMessage[reader.Count()];
        for (var i = 0; i < payload.Length; i++)
        {
            payload[i] = new SerializedMessage(reader.Text(), reader.Bytes());
        }

        return payload;
    }
}
