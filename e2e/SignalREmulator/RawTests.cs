using System.Security.Claims;
using System.Text;
using BlazorAspire.SignalREmulator;
using BlazorAspire.Tests.SignalREmulator.Support;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.SignalR.Protocol;

namespace BlazorAspire.Tests.SignalREmulator;

/// <summary>Single messages, which no SDK sends so: requests of the management package, a server that dies, a client that does not read.</summary>
public sealed class RawTests : EmulatorTest
{
    private const int Ok = 1;
    private const int NotFound = 2;
    private int _ackId;

    [Fact]
    public async Task Checks_OfWhoIsThere_AreAnswered()
    {
        await using var server = await RawServer.OpenAsync(Emulator, "chat", "a", Limit);
        var (ada, id) = await ClientAsync(server, "ada");
        await using var _ = ada;

        Assert.Equal(Ok, await AskAsync(server, ack => new CheckConnectionExistenceWithAckMessage(id, ack)));
        Assert.Equal(NotFound, await AskAsync(server, ack => new CheckConnectionExistenceWithAckMessage("nobody", ack)));
        Assert.Equal(Ok, await AskAsync(server, ack => new CheckUserExistenceWithAckMessage("ada", ack)));
        Assert.Equal(NotFound, await AskAsync(server, ack => new CheckUserExistenceWithAckMessage("eve", ack)));
        Assert.Equal(NotFound, await AskAsync(server, ack => new CheckGroupExistenceWithAckMessage("g", ack)));
        Assert.Equal(NotFound, await AskAsync(server, ack => new CheckUserInGroupWithAckMessage("ada", "g", ack)));
        Assert.Equal(Ok, await AskAsync(server, ack => new UserJoinGroupWithAckMessage("ada", "g", ack)));
        Assert.Equal(Ok, await AskAsync(server, ack => new CheckGroupExistenceWithAckMessage("g", ack)));
        Assert.Equal(Ok, await AskAsync(server, ack => new CheckUserInGroupWithAckMessage("ada", "g", ack)));
        Assert.Equal(NotFound, await AskAsync(server, ack => new CheckUserInGroupWithAckMessage("eve", "g", ack)));
        Assert.Equal(Ok, await AskAsync(server, ack => new UserLeaveGroupWithAckMessage("ada", null, ack)));
        Assert.Equal(NotFound, await AskAsync(server, ack => new CheckUserInGroupWithAckMessage("ada", "g", ack)));
        Assert.Equal(Ok, await AskAsync(server, ack => new JoinGroupWithAckMessage(id, "g", ack)));
        Assert.Equal(NotFound, await AskAsync(server, ack => new JoinGroupWithAckMessage("nobody", "g", ack)));
        Assert.Equal(Ok, await AskAsync(server, ack => new CheckUserInGroupWithAckMessage("ada", "g", ack)));
        Assert.Equal(Ok, await AskAsync(server, ack => new LeaveGroupWithAckMessage(id, "g", ack)));
        Assert.Equal(NotFound, await AskAsync(server, ack => new CheckGroupExistenceWithAckMessage("g", ack)));
        Assert.Equal(NotFound, await AskAsync(server, ack => new GroupMemberQueryMessage { AckId = ack, GroupName = "g" }));
    }

    [Fact]
    public async Task User_WhoJoinsAGroup_IsInItWithLaterConnectionsToo()
    {
        await using var server = await RawServer.OpenAsync(Emulator, "chat", "a", Limit);
        await AskAsync(server, ack => new UserJoinGroupWithAckMessage("ada", "g", ack));
        var (ada, _) = await ClientAsync(server, "ada");
        await using var client = ada;

        await server.SendAsync(new GroupBroadcastDataMessage("g", Json("{\"to\":\"g\"}")));

        Assert.Equal("{\"to\":\"g\"}\u001e", await client.ReadAsync(Limit));
    }

    [Fact]
    public async Task Close_OfAConnectionAUserAGroupOrAll_TakesThoseAndTellsThemWhy()
    {
        await using var server = await RawServer.OpenAsync(Emulator, "chat", "a", Limit);
        var (one, first) = await ClientAsync(server, "ada");
        var (two, _) = await ClientAsync(server, "bob");
        var (three, third) = await ClientAsync(server, "cid");
        var (four, fourth) = await ClientAsync(server, "dan");
        var (five, _) = await ClientAsync(server, "eve");
        await AskAsync(server, ack => new JoinGroupWithAckMessage(third, "g", ack));
        await AskAsync(server, ack => new JoinGroupWithAckMessage(fourth, "g", ack));

#pragma warning disable CS0618 // Older SDKs still send these two.
        Assert.Equal(NotFound, await AskAsync(server, ack => new CloseConnectionWithAckMessage("nobody", ack) { Reason = "why" }));
        Assert.Equal(Ok, await AskAsync(server, ack => new CloseConnectionWithAckMessage(first, ack) { Reason = "one" }));
        Assert.Equal(Ok, await AskAsync(server, ack => new CloseUserConnectionsWithAckMessage("bob", ack) { Reason = "two" }));
        Assert.Equal(Ok, await AskAsync(server, ack => new CloseGroupConnectionsWithAckMessage("g", ack) { Reason = "three", ExcludedList = [fourth] }));
        Assert.Equal(Ok, await AskAsync(server, ack => new CloseConnectionsWithAckMessage(ack) { Reason = "five", ExcludedList = [fourth] }));
#pragma warning restore CS0618

        await AssertClosedAsync(one, "one");
        await AssertClosedAsync(two, "two");
        await AssertClosedAsync(three, "three");
        await AssertClosedAsync(five, "five");
        Assert.Equal(Ok, await AskAsync(server, ack => new CheckConnectionExistenceWithAckMessage(fourth, ack)));
        await four.DisposeAsync();
    }

    [Fact]
    public async Task Pings_ThatAsk_AreAnswered()
    {
        await using var server = await RawServer.OpenAsync(Emulator, "chat", "a", Limit);

        await server.SendAsync(new PingMessage { Messages = ["echo", "7"] });
        Assert.Equal("echo,7", await AnswerAsync(server));
        await server.SendAsync(new PingMessage { Messages = ["status", "1"] });
        Assert.Equal("status,0,clientcount,0", await AnswerAsync(server));
        await server.SendAsync(new PingMessage { Messages = ["servers", ""] });
        Assert.Matches("^servers,[0-9]+:a$", await AnswerAsync(server));
    }

    [Fact]
    public async Task Server_WhenKilled_LeavesNoClientOfItAndNoneOfTheOther_WithoutAnAnswer()
    {
        var dying = await RawServer.OpenAsync(Emulator, "chathub", "dying", Limit);
        await using var server = await ChatServer.StartAsync(Emulator, Limit);
        await using var kept = await ChatClient.ConnectAsync(server, Limit);
        Claim[] sticky = [new(ServiceNames.StickyMode, "Required"), new(ServiceNames.ServerName, "dying")];
        await using var lost = await RawClient.ConnectAsync(Emulator, "chathub", Limit, sticky);
        var open = await dying.NextAsync<OpenConnectionMessage>(Limit);
        var question = server.Hub.Clients.Client(open.ConnectionId).InvokeAsync<string>("asked", "well?", Limit);
        await dying.NextAsync<ClientInvocationMessage>(Limit);

        dying.Kill();

        await lost.ClosedAsync(Limit);
        await Assert.ThrowsAnyAsync<Exception>(() => question);
        Assert.Equal("|False|/chat|7", await kept.CallAsync<string>("Who", Limit));
        await dying.DisposeAsync();
    }

    [Fact]
    public async Task Client_WhoseHandshakeHasNoAnswerYet_GetsNothingBeforeThat()
    {
        await using var server = await RawServer.OpenAsync(Emulator, "chat", "a", Limit);
        await using var client = await RawClient.ConnectAsync(Emulator, "chat", Limit);
        var open = await server.NextAsync<OpenConnectionMessage>(Limit);

        await server.SendAsync(new BroadcastDataMessage(Json("{\"to\":\"all\"}")));
        await server.SendAsync(new ConnectionDataMessage(open.ConnectionId, Encoding.UTF8.GetBytes("{}\u001e")));
        Assert.Equal("{}\u001e", await client.ReadAsync(Limit));
        await server.SendAsync(new BroadcastDataMessage(Json("{\"to\":\"all of them\"}")));

        Assert.Equal("{\"to\":\"all of them\"}\u001e", await client.ReadAsync(Limit));
    }

    [Fact]
    public async Task Client_ThatDoesNotRead_IsDisconnectedAndHarmsNoOther()
    {
        await using var server = await RawServer.OpenAsync(Emulator, "chat", "a", Limit);
        var (client, id) = await ClientAsync(server, "ada");
        await using var slow = client;
        await using var other = await RawClient.ConnectAsync(Emulator, "chat", Limit);
        var otherOpen = await server.NextAsync<OpenConnectionMessage>(Limit);
        var much = new byte[1024 * 1024];

        // More than the emulator keeps for one client, and than the network takes in between.
        for (var i = 0; i < 64; i++)
        {
            await server.SendAsync(new ConnectionDataMessage(id, much));
        }
        await server.SendAsync(new ConnectionDataMessage(otherOpen.ConnectionId, Encoding.UTF8.GetBytes("fine")));

        Assert.Equal("fine", await other.ReadAsync(Limit));
        Assert.Equal(id, (await server.NextAsync<CloseConnectionMessage>(Limit)).ConnectionId);
    }

    [Fact]
    public async Task Client_WhoseMessageHasNoEnd_IsClosedWithTheSettingThatAllowsMore()
    {
        await using var emulator = await RunningEmulator.StartAsync("--Emulator:ClientBufferBytes=65536");
        await using var server = await RawServer.OpenAsync(emulator, "chat", "a", Limit);
        await using var client = await RawClient.ConnectAsync(emulator, "chat", Limit);

        await client.SendAsync(new string('x', 100_000), Limit);

        Assert.Contains("Emulator:ClientBufferBytes", await client.ReadAsync(Limit), StringComparison.Ordinal);
        await client.ClosedAsync(Limit);
    }

    [Theory]
    [InlineData(new byte[] { 0x03, 0xC1, 0xC1, 0xC1 })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0x02, 0x91, 0x0A })]
    public async Task Server_ThatSendsNonsense_IsDisconnected(byte[] nonsense)
    {
        await using var server = await RawServer.OpenAsync(Emulator, "chat", "a", Limit);

        await server.SendRawAsync(nonsense);

        await server.EndedAsync(Limit);
    }

    [Fact]
    public async Task Server_OfAnotherVersion_IsToldTheRightOne()
    {
        await using var server = await RawServer.ConnectAsync(Emulator, "chat", "a", Limit, new HandshakeRequestMessage(2));

        Assert.Equal("Version 2 of the protocol is not supported. Use version 1.", (await server.NextAsync<HandshakeResponseMessage>(Limit)).ErrorMessage);
        await server.EndedAsync(Limit);
    }

    [Fact]
    public async Task Connection_ThatIsWeak_GetsNoClients()
    {
        await using var weak = await RawServer.ConnectAsync(Emulator, "chat", "weak", Limit, new HandshakeRequestMessage(1, 2, 0));
        await weak.NextAsync<HandshakeResponseMessage>(Limit);
        await using var client = await RawClient.ConnectAsync(Emulator, "chat", Limit);

        Assert.Contains("No app server is connected for hub 'chat'.", RawClient.Unescape(await client.ReadAsync(Limit)), StringComparison.Ordinal);
    }

    private async Task<(RawClient Client, string Id)> ClientAsync(RawServer server, string user)
    {
        var client = await RawClient.ConnectAsync(Emulator, "chat", Limit, new Claim(ServiceNames.UserId, user));
        var id = await server.GreetAsync(Limit);
        Assert.Equal("{}\u001e", await client.ReadAsync(Limit));
        return (client, id);
    }

    private async Task<string> AnswerAsync(RawServer server) => string.Join(',', (await server.NextAsync<PingMessage>(Limit)).Messages);

    private async Task<int> AskAsync(RawServer server, Func<int, ServiceMessage> request)
    {
        var id = ++_ackId;
        await server.SendAsync(request(id));
        var answer = await server.NextAsync<AckMessage>(Limit);
        Assert.Equal(id, answer.AckId);
        return answer.Status;
    }

    private async Task AssertClosedAsync(RawClient client, string reason)
    {
        await using var _ = client;
        Assert.Contains($"\"error\":\"{reason}\"", await client.ReadAsync(Limit), StringComparison.Ordinal);
        await client.ClosedAsync(Limit);
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> Json(string text) => new() { ["json"] = Encoding.UTF8.GetBytes($"{text}\u001e") };
}
