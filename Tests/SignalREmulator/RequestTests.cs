using System.Security.Claims;
using BlazorAspire.SignalREmulator.Protocol;
using BlazorAspire.Tests.SignalREmulator.Support;
using static BlazorAspire.SignalREmulator.Protocol.ServiceMessage;

namespace BlazorAspire.Tests.SignalREmulator;

/// <summary>What app servers ask of the service and are answered: who is there, who is in a group, and that somebody be let go.</summary>
public sealed class RequestTests : IAsyncLifetime, IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(1), TimeProvider.System);
    private RunningEmulator _emulator = null!;
    private FakeServer _server = null!;

    public async Task InitializeAsync()
    {
        _emulator = await RunningEmulator.StartAsync();
        _server = await FakeServer.ConnectAsync(_emulator, "chat", "a", _limit.Token);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _emulator.DisposeAsync();
    }

    public void Dispose() => _limit.Dispose();

    [Fact]
    public async Task Check_OfWhoIsThere_IsAnswered()
    {
        var (ada, id) = await ClientAsync("ada");
        await using var _ = ada;

        Assert.Equal(AckStatus.Ok, await AskAsync(new CheckConnection(id, 1)));
        Assert.Equal(AckStatus.NotFound, await AskAsync(new CheckConnection("nobody", 2)));
        Assert.Equal(AckStatus.Ok, await AskAsync(new CheckUser("ada", 3)));
        Assert.Equal(AckStatus.NotFound, await AskAsync(new CheckUser("eve", 4)));
        Assert.Equal(AckStatus.NotFound, await AskAsync(new CheckGroup("g", 5)));
        Assert.Equal(AckStatus.NotFound, await AskAsync(new CheckUserInGroup("ada", "g", 6)));
        Assert.Equal(AckStatus.Ok, await AskAsync(new UserJoinGroupWithAck("ada", "g", 7)));
        Assert.Equal(AckStatus.Ok, await AskAsync(new CheckGroup("g", 8)));
        Assert.Equal(AckStatus.Ok, await AskAsync(new CheckUserInGroup("ada", "g", 9)));
        Assert.Equal(AckStatus.NotFound, await AskAsync(new CheckUserInGroup("eve", "g", 10)));
        Assert.Equal(AckStatus.Ok, await AskAsync(new UserLeaveGroupWithAck("ada", "g", 11)));
        Assert.Equal(AckStatus.NotFound, await AskAsync(new CheckUserInGroup("ada", "g", 12)));
        Assert.Equal(AckStatus.Ok, await AskAsync(new JoinGroupWithAck(id, "g", 13)));
        Assert.Equal(AckStatus.Ok, await AskAsync(new CheckUserInGroup("ada", "g", 14)));
    }

    [Fact]
    public async Task Close_OfAConnectionAUserAGroupOrAll_TakesThoseAndTellsThemWhy()
    {
        var (one, first) = await ClientAsync("ada");
        var (two, second) = await ClientAsync("bob");
        var (three, third) = await ClientAsync("cid");
        var (four, fourth) = await ClientAsync("dan");
        var (five, _) = await ClientAsync("eve");
        await AskAsync(new JoinGroupWithAck(third, "g", 1));
        await AskAsync(new JoinGroupWithAck(fourth, "g", 2));

        Assert.Equal(AckStatus.NotFound, await AskAsync(new CloseConnectionWithAck("nobody", "why", 3)));
        Assert.Equal(AckStatus.Ok, await AskAsync(new CloseConnectionWithAck(first, "one", 4)));
        Assert.Equal(AckStatus.Ok, await AskAsync(new CloseUserConnections("bob", "two", 5, [])));
        Assert.Equal(AckStatus.Ok, await AskAsync(new CloseGroupConnections("g", "three", 6, [fourth])));
        Assert.Equal(AckStatus.Ok, await AskAsync(new CloseConnections("five", 7, [fourth])));

        await AssertClosedAsync(one, "one");
        await AssertClosedAsync(two, "two");
        await AssertClosedAsync(three, "three");
        await AssertClosedAsync(five, "five");
        Assert.Equal(AckStatus.Ok, await AskAsync(new CheckConnection(fourth, 8)));
        Assert.NotEqual(first, second);
        await four.DisposeAsync();
    }

    private async Task<(FakeClient Client, string Id)> ClientAsync(string user)
    {
        var client = await FakeClient.ConnectAsync(_emulator, "chat", _limit.Token, new Claim(ServiceNames.UserId, user));
        return (client, (await _server.NextAsync<OpenConnection>(_limit.Token)).ConnectionId);
    }

    private async Task<AckStatus> AskAsync(Request request)
    {
        await _server.SendAsync(request);
        var answer = await _server.NextAsync<Ack>(_limit.Token);
        Assert.Equal(request.AckId, answer.AckId);
        return answer.Status;
    }

    private async Task AssertClosedAsync(FakeClient client, string reason)
    {
        await using var _ = client;
        Assert.Contains($"\"error\":\"{reason}\"", await client.ReadAsync(_limit.Token), StringComparison.Ordinal);
        await client.ClosedAsync(_limit.Token);
    }
}
