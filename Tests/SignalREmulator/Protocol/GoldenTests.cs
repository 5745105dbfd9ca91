using System.Buffers;
using System.Security.Claims;
using BlazorAspire.SignalREmulator.Protocol;
using static BlazorAspire.SignalREmulator.Protocol.ServiceMessage;

namespace BlazorAspire.Tests.SignalREmulator.Protocol;

/// <summary>Each message as the public specification has it on the wire, made by another encoder than ours.</summary>
public sealed class GoldenTests
{
    private static readonly byte[] Bytes = [1, 2];
    private static readonly Payloads Payloads = new() { ["json"] = Bytes, ["blazorpack"] = new byte[] { 3 } };

    private static readonly (ServiceMessage Message, string Wire)[] All =
    [
        (new HandshakeRequest(1), "0897010100A00080C2"),
        (new HandshakeRequest(1, 1, "i", 2, true), "0997010101A1690280C3"),
        (new HandshakeResponse("", "c"), "069402A080A163"),
        (new HandshakeResponse("no"), "079402A26E6F80C0"),
        (new Ping([]), "029103"),
        (new Ping(["shutdown", "fin:2"]), "119303A873687574646F776EA566696E3A32"),
        (new OpenConnection("c", [new Claim("t", "v")], new Dictionary<string, string[]> { ["h"] = ["1", "2"] }, "?q=1", "blazorpack"), "239604A16381A174A17681A16892A131A132A43F713D318103AA626C617A6F727061636B"),
        (new CloseConnection("c", "e"), "089505A163A1658080"),
        (new CloseConnection("c"), "079505A163C08080"),
        (new ConnectionData("c", Bytes), "099406A163C402010280"),
        (new ConnectionData("c", Bytes, DataKind.Handshake), "0B9406A163C4020102810501"),
        (new MultiConnectionData(["a", "b"], Payloads), "20940792A161A16282A46A736F6EC4020102AA626C617A6F727061636BC4010380"),
        (new UserData("u", Payloads), "1D9408A17582A46A736F6EC4020102AA626C617A6F727061636BC4010380"),
        (new MultiUserData(["u", "v"], Payloads), "20940992A175A17682A46A736F6EC4020102AA626C617A6F727061636BC4010380"),
        (new Broadcast(["x"], Payloads), "1E940A91A17882A46A736F6EC4020102AA626C617A6F727061636BC4010380"),
        (new JoinGroup("c", "g"), "07940BA163A16780"),
        (new LeaveGroup("c", "g"), "07940CA163A16780"),
        (new GroupBroadcast("g", ["x"], Payloads, ["u"], "w"), "25970DA16791A17882A46A736F6EC4020102AA626C617A6F727061636BC401038091A175A177"),
        (new MultiGroupBroadcast(["g", "h"], Payloads), "20940E92A167A16882A46A736F6EC4020102AA626C617A6F727061636BC4010380"),
        (new ServiceError("e"), "04920FA165"),
        (new UserJoinGroup("u", "g"), "079410A175A16780"),
        (new UserLeaveGroup("u", "g"), "079411A175A16780"),
        (new JoinGroupWithAck("c", "g", 300), "0A9512A163A167CD012C80"),
        (new LeaveGroupWithAck("c", "g", 200), "099513A163A167CCC880"),
        (new Ack(7, AckStatus.NotFound, "m"), "0795140702A16D80"),
        (new CloseConnection("c", null, new Dictionary<string, string[]> { ["h"] = ["1"] }), "0C9505A163C081A16891A13180"),
        (new CheckUserInGroup("u", "g", 1), "089515A175A1670180"),
        (new CheckGroup("g", 2), "069417A1670280"),
        (new CheckConnection("c", 3), "069418A1630380"),
        (new CheckUser("u", 4), "069419A1750480"),
        (new UserJoinGroupWithAck("u", "g", 5), "08951AA175A1670580"),
        (new UserLeaveGroupWithAck("u", "g", 6), "08951BA175A1670680"),
        (new CloseConnectionWithAck("c", "r", 7), "08951EA163A1720780"),
        (new CloseConnections("r", 8, ["x"]), "09951FA1720891A17880"),
        (new CloseUserConnections("u", null, 9, []), "089620A175C0099080"),
        (new CloseGroupConnections("g", "r", 10, ["x", "y"]), "0D9621A167A1720A92A178A17980"),
        (new ClientInvocation("i", "c", "s", Payloads), "219622A169A163A17382A46A736F6EC4020102AA626C617A6F727061636BC4010380"),
        (new ClientCompletion("i", "c", "s", "json", Bytes), "129723A169A163A173A46A736F6EC402010280"),
        (new ErrorCompletion("i", "c", "s", "e"), "0B9624A169A163A173A16580"),
        (new ServiceMapping("i", "c", "n"), "099525A169A163A16E80"),
    ];

    public static TheoryData<int> Numbers() => [.. Enumerable.Range(0, All.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Write_AMessage_GivesItsBytes(int number) => Assert.Equal(All[number].Wire, Convert.ToHexString(MessageWriter.Write(All[number].Message)));

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Read_TheBytes_GivesTheMessage(int number)
    {
        var input = new ReadOnlySequence<byte>(Convert.FromHexString(All[number].Wire));

        var message = MessageReader.TryRead(ref input);

        Assert.Equal(0, input.Length);
        Assert.IsType(All[number].Message.GetType(), message);
        Assert.Equal(All[number].Wire, Convert.ToHexString(MessageWriter.Write(message)));
    }

    [Fact]
    public void All_OfThem_AreEveryTypeThatIsSpoken()
    {
        var types = typeof(ServiceMessage).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(ServiceMessage)) && !type.IsAbstract && type != typeof(Unknown));

        Assert.Empty(types.Except(All.Select(entry => entry.Message.GetType())));
    }

    [Theory]
    [InlineData("059301010080", typeof(HandshakeRequest))]
    [InlineData("039202A0", typeof(HandshakeResponse))]
    [InlineData("049205A163", typeof(CloseConnection))]
    [InlineData("079306A163C4020102", typeof(ConnectionData))]
    [InlineData("0899068063", typeof(ConnectionData))]
    public void Read_WithoutTheLastElements_TakesThemAsMissing(string wire, Type type)
    {
        var bytes = Convert.FromHexString(wire);
        bytes[0] = (byte)(bytes.Length - 1);
        var input = new ReadOnlySequence<byte>(bytes);
        if (wire.StartsWith("08", StringComparison.Ordinal))
        {
            // Elements announced that never come are another matter.
            Assert.Throws<InvalidDataException>(() => MessageReader.TryRead(ref input));
            return;
        }

        Assert.IsType(type, MessageReader.TryRead(ref input));
    }

    [Fact]
    public void Read_OfATypeThatIsNotKnown_SaysWhich()
    {
        var input = new ReadOnlySequence<byte>(new byte[] { 4, 0x92, 0x63, 0xA1, 0x78 });

        Assert.Equal(new Unknown(0x63), MessageReader.TryRead(ref input));
    }
}
