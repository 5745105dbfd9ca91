using Aspire.Hosting.Testing;
using BlazorAspire.Tests.Support;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.AppHost;

/// <summary>What a gateway does that is restarted: it takes the connections of all users at once.</summary>
[Collection(SharedApp.Name)]
public sealed class LostConnectionsTests(SharedApp shared, ITestOutputHelper output)
{
    private const string Path = "/counter";

    // The framework by itself keeps 100 circuits without a connection, and ends the others.
    private const int Many = 110;

    private readonly RunningApp _app = shared.Running;

    [Fact]
    public Task Reconnect_AfterManyConnectionsWereLostAtOnce_FindsEveryCircuit() => _app.TestAsync(output, async limit =>
    {
        var replica = _app.App.GetEndpoint(_app.ReplicaNames.First());
        var cookies = await RunningApp.VisitAsync(replica, Path, limit);
        var clients = new List<RawCircuitClient>();
        var secrets = new List<string>();
        for (var number = 0; number < Many; number++)
        {
            clients.Add(await RawCircuitClient.ConnectAsync(replica, cookies, null, TimeProvider.System, limit));
            secrets.Add(Assert.IsType<string>((await clients[^1].StartCircuitAsync(Path, "[]", "", limit)).Result));
        }
        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));

        foreach (var secret in secrets)
        {
            await using var again = await RawCircuitClient.ConnectAsync(replica, cookies, null, TimeProvider.System, limit);
            Assert.Equal(true, (await again.ConnectCircuitAsync(secret, limit)).Result);
            await again.LeaveAsync(secret, limit);
        }
    });
}
