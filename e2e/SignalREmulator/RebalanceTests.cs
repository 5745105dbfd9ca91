using BlazorAspire.Tests.SignalREmulator.Support;

namespace BlazorAspire.Tests.SignalREmulator;

/// <summary>A service that asks an app server for further connections.</summary>
public sealed class RebalanceTests : EmulatorTest
{
    private protected override Task<RunningEmulator> StartAsync() => RunningEmulator.StartAsync("--Emulator:ClientsPerServerConnection=2");

    [Fact]
    public async Task Server_WithManyClients_IsAskedForConnectionsAndOpensThemUpToItsLimit()
    {
        await using var server = await ChatServer.StartAsync(Emulator, Limit, options =>
        {
            options.InitialHubServerConnectionCount = 1;
            options.MaxHubServerConnectionCount = 3;
        });
        var clients = new List<ChatClient>();

        for (var i = 1; i <= 10; i++)
        {
            clients.Add(await ChatClient.ConnectAsync(server, Limit));
            var connections = i < 3 ? 1 : i < 6 ? 2 : 3;
            var count = i;
            await Emulator.WhenServersAsync("chathub", servers => servers is [var one] && one.Connections == connections && one.Clients == count, Limit);
        }

        foreach (var client in clients)
        {
            Assert.Equal("|False|/chat|7", await client.CallAsync<string>("Who", Limit));
            await client.DisposeAsync();
        }
    }
}
