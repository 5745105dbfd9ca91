using BlazorAspire.Tests.SignalREmulator.Support;
using BlazorAspire.Tests.Support.SignalR;
using Microsoft.Azure.SignalR;

namespace BlazorAspire.Tests.SignalREmulator;

/// <summary>Two app servers on one emulator, and clients that know of neither: a hub is one hub.</summary>
public sealed class ChatTests : IAsyncLifetime, IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(2), TimeProvider.System);
    private RunningEmulator _emulator = null!;
    private ChatServer _a = null!;
    private ChatServer _b = null!;

    public async Task InitializeAsync()
    {
        _emulator = await RunningEmulator.StartAsync();
        _a = await ChatServer.StartAsync(_emulator, _limit.Token);
        _b = await ChatServer.StartAsync(_emulator, _limit.Token, options => options.AccessTokenAlgorithm = AccessTokenAlgorithm.HS512);
    }

    public async Task DisposeAsync()
    {
        await _a.DisposeAsync();
        await _b.DisposeAsync();
        await _emulator.DisposeAsync();
    }

    public void Dispose() => _limit.Dispose();

    [Theory]
    [InlineData(Transport.WebSockets)]
    [InlineData(Transport.ServerSentEvents)]
    [InlineData(Transport.LongPolling)]
    public async Task Call_OverEachTransport_IsAnsweredAndHeardOnBothServers(Transport transport)
    {
        await using var one = await ConnectAsync(_a, transport);
        await using var two = await ConnectAsync(_b, transport);

        Assert.Equal("|False|/chat|7", (await one.CallAsync("Who", _limit.Token)).GetString());
        await one.CallAsync("All", _limit.Token, "Grüße 🎈");

        Assert.Equal("Grüße 🎈", await HeardAsync(one));
        Assert.Equal("Grüße 🎈", await HeardAsync(two));
        await one.StreamAsync("Count", _limit.Token, 3);
        for (var number = 1; number <= 3; number++)
        {
            Assert.Equal(number, (await one.Items.ReadAsync(_limit.Token)).GetInt32());
        }
    }

    [Fact]
    public async Task Groups_OverBothServers_HearWhatIsForThem()
    {
        await using var one = await ConnectAsync(_a, Transport.WebSockets);
        await using var two = await ConnectAsync(_b, Transport.WebSockets);
        await one.CallAsync("Join", _limit.Token, "g");
        await two.CallAsync("Join", _limit.Token, "g");

        await one.CallAsync("Group", _limit.Token, "g", "both");
        await two.CallAsync("Leave", _limit.Token, "g");
        await one.CallAsync("Group", _limit.Token, "g", "one");
        await one.CallAsync("Others", _limit.Token, "two");

        Assert.Equal(("both", "one"), (await HeardAsync(one), await HeardAsync(one)));
        Assert.Equal(("both", "two"), (await HeardAsync(two), await HeardAsync(two)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Question_ToAClientOfEitherServer_IsAnswered(bool isElsewhere)
    {
        await using var one = await ConnectAsync(_a, Transport.WebSockets);
        await using var two = await ConnectAsync(isElsewhere ? _b : _a, Transport.WebSockets);
        two.Answers["asked"] = arguments => Task.FromResult<object?>($"{arguments[0]}!");

        Assert.Equal("well?!", (await one.CallAsync("Ask", _limit.Token, two.Id, "well?")).GetString());
    }

    [Fact]
    public async Task Server_ThatStops_ClosesItsClientsAndNoOthers()
    {
        await using var one = await ConnectAsync(_a, Transport.WebSockets);
        await using var two = await ConnectAsync(_b, Transport.WebSockets);

        await _a.StopAsync(_limit.Token);

        await one.Reading.WaitAsync(_limit.Token);
        await two.CallAsync("All", _limit.Token, "still here");
        Assert.Equal("still here", await HeardAsync(two));
    }

    [Fact]
    public async Task Apps_WithNamesOfTheirOwn_DoNotHearEachOther()
    {
        await using var shop = await ChatServer.StartAsync(_emulator, _limit.Token, options => options.ApplicationName = "Shop");
        await using var inShop = await ConnectAsync(shop, Transport.WebSockets);
        await using var elsewhere = await ConnectAsync(_a, Transport.WebSockets);

        await inShop.CallAsync("All", _limit.Token, "shop");
        await elsewhere.CallAsync("All", _limit.Token, "chat");

        Assert.Equal("shop", await HeardAsync(inShop));
        Assert.Equal("chat", await HeardAsync(elsewhere));
    }

    private Task<HubClient> ConnectAsync(ChatServer server, Transport transport) => HubClient.ConnectAsync(server.Http, $"{ChatServer.Path}?room=7", transport, _limit.Token);

    private async Task<string?> HeardAsync(HubClient client) => (await client.Callbacks.ReadAsync(_limit.Token)).GetProperty("arguments")[0].GetString();
}
