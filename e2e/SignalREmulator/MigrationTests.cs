using BlazorAspire.Tests.SignalREmulator.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Azure.SignalR;

namespace BlazorAspire.Tests.SignalREmulator;

/// <summary>An app server that gives its clients to another when it stops.</summary>
public sealed class MigrationTests : EmulatorTest
{
    [Theory]
    [MemberData(nameof(ChatTests.Transports), MemberType = typeof(ChatTests))]
    public async Task Client_OfAServerThatStops_GoesOnWithAnotherOnTheSameConnection(HttpTransportType transport, bool isBinary)
    {
        await using var leaving = await StartAsync(ServerStickyMode.Preferred);
        await using var client = await ChatClient.ConnectAsync(leaving, Limit, transport: transport, isBinary: isBinary);
        await client.CallAsync("Join", Limit, "g");
        await using var staying = await StartAsync(ServerStickyMode.Preferred);
        var id = client.Id;

        await leaving.StopAsync(Limit);

        Assert.Equal("|False|/chat|7", await client.CallAsync<string>("Who", Limit));
        await client.CallAsync("Group", Limit, "g", "still in it");
        Assert.Equal("still in it", await client.HeardAsync(Limit));
        Assert.Equal("1,2,3", await client.CountAsync(3, Limit));
        Assert.Equal("well?!", await client.CallAsync<string>("Ask", Limit, client.Id, "well?"));
        Assert.Equal(id, client.Id);
    }

    [Fact]
    public async Task Server_AsSoonAsItNegotiates_CanBeGivenClients()
    {
        // The service counts a server in before it confirms the server's handshake: a server that is told so may at once be the only one that is left.
        await using var first = await StartAsync(ServerStickyMode.Disabled);
        await using var client = await ChatClient.ConnectAsync(first, Limit);
        var leaving = first;

        for (var i = 0; i < 5; i++)
        {
            var staying = await StartAsync(ServerStickyMode.Disabled);
            await leaving.StopAsync(Limit);
            await leaving.DisposeAsync();
            Assert.Equal("|False|/chat|7", await client.CallAsync<string>("Who", Limit));
            leaving = staying;
        }
        await leaving.DisposeAsync();
    }

    [Theory]
    [InlineData(ServerStickyMode.Required, true)]
    [InlineData(ServerStickyMode.Preferred, false)]
    public async Task Client_ThatNoOtherServerCanTake_IsClosedAtOnce(ServerStickyMode mode, bool hasAnother)
    {
        await using var leaving = await StartAsync(mode);
        await using var client = await ChatClient.ConnectAsync(leaving, Limit);
        await using var staying = hasAnother ? await StartAsync(mode) : null;

        await leaving.StopAsync(Limit);

        Assert.Contains("The app server is stopping.", (await client.ClosedAsync(Limit))!.Message, StringComparison.Ordinal);
    }

    private Task<ChatServer> StartAsync(ServerStickyMode mode) => ChatServer.StartAsync(Emulator, Limit, options =>
    {
        options.ServerStickyMode = mode;
        options.GracefulShutdown.Mode = GracefulShutdownMode.MigrateClients;
        // Far beyond the limit of the test: a client that no server takes must not be waited for.
        options.GracefulShutdown.Timeout = TimeSpan.FromMinutes(10);
    });
}
