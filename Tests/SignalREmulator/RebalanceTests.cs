using BlazorAspire.SignalREmulator.Protocol;
using BlazorAspire.Tests.SignalREmulator.Support;

namespace BlazorAspire.Tests.SignalREmulator;

/// <summary>A service that asks an app server for further connections.</summary>
public sealed class RebalanceTests : IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(1), TimeProvider.System);

    public void Dispose() => _limit.Dispose();

    [Fact(Skip = "The SDK asks for another connection in its own way; see: the Azure SignalR emulator on Microsoft's own wire.")]
    public async Task Server_ThatIsAskedForAConnection_OpensItUpToItsLimit()
    {
        await using var service = await FakeService.StartAsync();
        await using var server = await ChatServer.StartAsync(service.ConnectionString, _limit.Token, options =>
        {
            options.InitialHubServerConnectionCount = 2;
            options.MaxHubServerConnectionCount = 3;
        });
        var first = await service.NextAsync(_limit.Token);
        var second = await service.NextAsync(_limit.Token);
        Assert.All([first, second], usual => Assert.Equal((0, null), (usual.Request.ConnectionType, usual.Target)));

        await first.Link.SendAsync(Ask("i-1"));
        var third = await service.NextAsync(_limit.Token);

        Assert.Equal((1, "i-1", "i-1"), (third.Request.ConnectionType, third.Request.Target, third.Target));
        await first.Link.SendAsync(Ask("i-2"));
        await first.EchoAsync(_limit.Token);
        await third.Link.DisposeAsync();
        FakeServiceConnection? next;
        while (!service.TryNext(out next))
        {
            // Until the server has noticed that the third is gone it refuses, as it has refused before.
            await second.Link.SendAsync(Ask("i-3"));
            await second.EchoAsync(_limit.Token);
        }
        Assert.Equal("i-3", next!.Target);
    }

    private static ServiceMessage.Ping Ask(string target) => new([ServiceNames.Target, target]);
}
