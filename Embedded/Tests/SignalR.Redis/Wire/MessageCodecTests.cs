using System.Text.Json;
using Embedded.SignalR.Redis.Answers;
using Embedded.SignalR.Redis.Wire;

namespace Embedded.Tests.SignalR.Redis.Wire;

public sealed class MessageCodecTests
{
    private static readonly BackplaneMessage[] Messages =
    [
        new Delivery(Audience.All, [new("json", new byte[] { 1, 2, 3 }), new("messagepack", Array.Empty<byte>())]),
        new Delivery(Audience.AllExcept(["a", "b"]), []),
        new Delivery(Audience.GroupExcept("ομάδα:🎈", [""]), [new("json", new byte[300])]),
        new Delivery(Audience.Users("u", "v"), []),
        new Delivery(Audience.Connections("c"), []),
        new GroupChange(7, "connection", "group", Joins: true),
        new GroupChange(long.MaxValue, "", "", Joins: false),
        new ClientCall(1, "connection", "invocation", [new("json", new byte[] { 9 })]),
        new CallForgotten("invocation"),
        new Reply(Guid.NewGuid(), 3, Answer.Of(AnswerKind.NotHere)),
        new Reply(Guid.NewGuid(), 3, new Answer(AnswerKind.Result, "json", new byte[] { 4, 5 })),
    ];

    public static TheoryData<int> Each { get; } = [.. Enumerable.Range(0, Messages.Length)];

    [Theory]
    [MemberData(nameof(Each))]
    public void Read_OfWhatWasWritten_IsTheSame(int index)
    {
        var read = MessageCodec.Read(MessageCodec.Write(Messages[index]));

        Assert.IsType(Messages[index].GetType(), read);
        Assert.Equal(Describe(Messages[index]), Describe(read));
    }

    [Theory]
    [MemberData(nameof(Each))]
    public void Read_OfEveryShorterPart_IsInvalid(int index)
    {
        var whole = MessageCodec.Write(Messages[index]);

        Assert.All(Enumerable.Range(0, whole.Length), size =>
        {
            // Nothing at all is cut off at its kind already.
            Assert.Throws<InvalidDataException>(() => MessageCodec.Read(whole.AsMemory(0, size)));
        });
    }

    [Fact]
    public void Read_OfAnyBytes_IsAMessageOrInvalid()
    {
        var random = new Random(58971);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(0, 40)];
            random.NextBytes(bytes);
            if (bytes.Length > 0)
            {
                bytes[0] %= 7;
            }

            try
            {
                Assert.NotNull(MessageCodec.Read(bytes));
            }
            catch (InvalidDataException problem)
            {
                Assert.NotEmpty(problem.Message);
            }
        }
    }

    [Fact]
    public void Frame_ReadBack_HasItsMessagesAndNumbers()
    {
        var server = Guid.NewGuid();
        var bytes = new Frame(server, IsLast: true, 300, [new byte[] { 1 }, new byte[] { 2, 3 }]).ToArray();

        Assert.True(Frame.TryReadServer(bytes, out var from));
        var frame = Frame.Read(bytes);

        Assert.Equal(server, from);
        Assert.Equal((server, true, 300UL), (frame.Server, frame.IsLast, frame.First));
        Assert.Equal(["01", "0203"], frame.Messages.Select(message => Convert.ToHexString(message.Span)));
    }

    private static string Describe(BackplaneMessage message) => message switch
    {
        Delivery delivery => JsonSerializer.Serialize(delivery.Audience) + Describe(delivery.Payload),
        ClientCall call => $"{call.Id} {call.ConnectionId} {call.InvocationId}" + Describe(call.Payload),
        Reply reply => $"{reply.Server} {reply.Id} {reply.Answer.Kind} {reply.Answer.Protocol} {Convert.ToHexString(reply.Answer.Completion.Span)}",
        _ => message.ToString(),
    };

    private static string Describe(IEnumerable<Microsoft.AspNetCore.SignalR.SerializedMessage> payload) =>
        string.Join(' ', payload.Select(part => $"{part.ProtocolName}={Convert.ToHexString(part.Serialized.Span)}"));
}
