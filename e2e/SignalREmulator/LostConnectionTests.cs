using System.Globalization;
using BlazorAspire.Tests.SignalREmulator.Support;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Azure.SignalR;

namespace BlazorAspire.Tests.SignalREmulator;

/// <summary>Stateful reconnect of the real clients and the SDK, over a network that loses connections in the middle of a chat.</summary>
public sealed class LostConnectionTests(NpmClient npm) : EmulatorTest, IClassFixture<NpmClient>
{
    private const int Cuts = 5;
    private const int BytesBeforeCut = 1003;
    private const int Messages = 300;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Chat_OverLostWebSockets_LosesNothingAndTheHubSeesNone(bool isBinary)
    {
        await using var network = new LossyNetwork(Emulator.Address, Cuts, BytesBeforeCut);
        await using var server = await StartAsync(network);
        await using var client = await ChatClient.ConnectAsync(server, Limit, isBinary: isBinary, isStateful: true);
        var id = client.Id;
        await client.CallAsync("Join", Limit, "g");

        for (var i = 0; i < Messages; i++)
        {
            await client.Hub.SendAsync("Caller", Text("echo", i), Limit);
            await server.Hub.Clients.Group("g").SendAsync("said", Text("push", i), Limit);
        }

        var heard = new List<string>();
        while (heard.Count < 2 * Messages)
        {
            heard.Add(await client.HeardAsync(Limit));
        }
        var numbers = Enumerable.Range(0, Messages).ToArray();
        Assert.Equal(numbers.Select(i => Text("echo", i)), heard.Where(text => text.StartsWith("echo", StringComparison.Ordinal)));
        Assert.Equal(numbers.Select(i => Text("push", i)), heard.Where(text => text.StartsWith("push", StringComparison.Ordinal)));
        Assert.Equal("well?!", await server.Hub.Clients.Client(id).AskAsync("well?", Limit));
        Assert.Equal(id, client.Id);
        Assert.Equal(1 + Cuts, network.WebSockets);
        Assert.True(server.Departures.IsEmpty);
    }

    [SkippableTheory]
    [InlineData("json")]
    [InlineData("messagepack")]
    public async Task Chat_OfTheNpmClientOverLostWebSockets_LosesNothingAndTheHubSeesNone(string protocol)
    {
        await using var network = new LossyNetwork(Emulator.Address, Cuts, BytesBeforeCut);
        await using var server = await StartAsync(network);

        var output = await npm.ChatAsync(new Uri(server.Http.BaseAddress!, ChatServer.Path), protocol, Messages);

        Assert.Contains("result: all in order, same id", output, StringComparison.Ordinal);
        Assert.Equal(1 + Cuts, network.WebSockets);
        // The one that it says itself, at its end.
        await server.Departures.NextAsync(Limit);
        Assert.True(server.Departures.IsEmpty);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Messages_OfMoreThanAClientMayKeep_GoOnAsTheyAreAcknowledged(bool isBinary)
    {
        await using var network = new LossyNetwork(Emulator.Address, cuts: 1, BytesBeforeCut);
        await using var server = await StartAsync(network);
        await using var client = await ChatClient.ConnectAsync(server, Limit, isBinary: isBinary, isStateful: true);
        var texts = Enumerable.Range(0, 10).Select(i => new string((char)('a' + i), 25_000)).ToArray();

        foreach (var text in texts)
        {
            await client.Hub.SendAsync("Caller", text, Limit);
        }

        foreach (var text in texts)
        {
            Assert.Equal(text, await client.HeardAsync(Limit));
        }
        Assert.True(server.Departures.IsEmpty);
    }

    [Fact]
    public async Task Client_WhoseServerGoesWhileItIsAway_GoesOnWithTheOther()
    {
        await using var network = new LossyNetwork(Emulator.Address);
        await using var leaving = await StartAsync(network);
        await using var client = await ChatClient.ConnectAsync(leaving, Limit, isStateful: true);
        await using var staying = await StartAsync(network);
        var id = client.Id;

        network.Cut();
        await leaving.StopAsync(Limit);
        network.Cut();

        Assert.Equal("|False|/chat|7", await client.CallAsync<string>("Who", Limit));
        await staying.Hub.Clients.Client(id).SendAsync("said", "here", Limit);
        Assert.Equal("here", await client.HeardAsync(Limit));
        Assert.Equal(id, client.Id);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Client_WhereOneEndDoesNotWantIt_IsClosedAndTheHubTold(bool isWantedByServer, bool isWantedByClient)
    {
        await using var network = new LossyNetwork(Emulator.Address);
        await using var server = await StartAsync(network, isWantedByServer);
        await using var client = await ChatClient.ConnectAsync(server, Limit, isStateful: isWantedByClient);
        var id = client.Id;

        network.Cut();

        await client.ClosedAsync(Limit);
        Assert.Equal(id, await server.Departures.NextAsync(Limit));
        Assert.Equal(1, network.WebSockets);
    }

    [Fact]
    public async Task Hub_ThatSendsTooMuchToAClientThatIsAway_IsToldThatItIsGone()
    {
        await using var emulator = await RunningEmulator.StartAsync("--Emulator:ClientBufferBytes=65536");
        await using var network = new LossyNetwork(emulator.Address);
        await using var server = await StartAsync(network, emulator: emulator);
        await using var client = await ChatClient.ConnectAsync(server, Limit, isStateful: true);
        var id = client.Id;
        network.Close();

        for (var i = 0; i < 5; i++)
        {
            await server.Hub.Clients.Client(id).SendAsync("said", new string('x', 10_000), Limit);
        }

        Assert.Equal(id, await server.Departures.NextAsync(Limit));
    }

    private static string Text(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind} {number}");

    private Task<ChatServer> StartAsync(LossyNetwork network, bool isAllowed = true, RunningEmulator? emulator = null) =>
        ChatServer.StartAsync(emulator ?? Emulator, Limit, options =>
        {
            options.ConnectionString = $"{(emulator ?? Emulator).ConnectionString}ClientEndpoint={network.Address.GetLeftPart(UriPartial.Authority)};";
            options.AllowStatefulReconnects = isAllowed;
            options.ServerStickyMode = ServerStickyMode.Preferred;
            options.GracefulShutdown.Mode = GracefulShutdownMode.MigrateClients;
        });
}
