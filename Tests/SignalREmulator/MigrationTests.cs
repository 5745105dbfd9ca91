using BlazorAspire.Tests.SignalREmulator.Support;
using BlazorAspire.Tests.Support.SignalR;
using Microsoft.Azure.SignalR;

namespace BlazorAspire.Tests.SignalREmulator;

/// <summary>An app server that gives its clients to another when it stops.</summary>
public sealed class MigrationTests : IAsyncLifetime, IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(1), TimeProvider.System);
    private RunningEmulator _emulator = null!;

    public async Task InitializeAsync() => _emulator = await RunningEmulator.StartAsync();

    public async Task DisposeAsync() => await _emulator.DisposeAsync();

    public void Dispose() => _limit.Dispose();

    [Fact]
    public async Task Client_OfAServerThatStops_GoesOnWithAnotherOnTheSameConnection()
    {
        await using var leaving = await StartAsync(ServerStickyMode.Preferred);
        await using var client = await ConnectAsync(leaving);
        await client.CallAsync("Join", _limit.Token, "g");
        await using var staying = await StartAsync(ServerStickyMode.Preferred);

        await leaving.StopAsync(_limit.Token);

        Assert.Equal("|False|/chat|7", (await client.CallAsync("Who", _limit.Token)).GetString());
        await client.CallAsync("Group", _limit.Token, "g", "still in it");
        Assert.Equal("still in it", (await client.Callbacks.ReadAsync(_limit.Token)).GetProperty("arguments")[0].GetString());
    }

    [Theory]
    [InlineData(ServerStickyMode.Required, true)]
    [InlineData(ServerStickyMode.Preferred, false)]
    public async Task Client_ThatNobodyElseCanTake_IsLetGoAtOnce(ServerStickyMode mode, bool hasAnother)
    {
        await using var leaving = await StartAsync(mode);
        await using var client = await ConnectAsync(leaving);
        await using var staying = hasAnother ? await StartAsync(mode) : null;

        await leaving.StopAsync(_limit.Token);

        await client.Reading.WaitAsync(_limit.Token);
    }

    private Task<ChatServer> StartAsync(ServerStickyMode mode) => ChatServer.StartAsync(_emulator, _limit.Token, options =>
    {
        options.ServerStickyMode = mode;
        options.GracefulShutdown.Mode = GracefulShutdownMode.MigrateClients;
        // Far beyond the limit of the test: who is not taken must not be waited for.
        options.GracefulShutdown.Timeout = TimeSpan.FromMinutes(10);
    });

    private Task<HubClient> ConnectAsync(ChatServer server) => HubClient.ConnectAsync(server.Http, $"{ChatServer.Path}?room=7", Transport.WebSockets, _limit.Token);
}
