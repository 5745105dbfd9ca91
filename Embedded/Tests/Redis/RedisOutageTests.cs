using System.Threading.Channels;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Embedded.Tests.Redis;

public sealed class RedisOutageTests
{
    [Fact]
    public async Task Client_ServerStartsLaterAndRestarts_RecoversEachTime()
    {
        await using var server = new GarnetServer();
        using var app = RedisApp.Create(server.ConnectionString);
        await app.StartAsync();
        var changes = Watch(app);
        Assert.False(app.Redis.IsConnected);
        Assert.Equal(HealthStatus.Unhealthy, (await app.CheckHealthAsync()).Status);

        await server.StartAsync();
        await WaitForHealthAsync(app, HealthStatus.Healthy, changes);

        await server.StopAsync();
        await WaitForHealthAsync(app, HealthStatus.Unhealthy, changes);

        await server.StartAsync();
        await WaitForHealthAsync(app, HealthStatus.Healthy, changes);
        Assert.True(await app.Redis.GetDatabase().StringSetAsync("RedisOutageTests", "written"));
    }

    private static ChannelReader<string> Watch(RedisApp app)
    {
        var changes = Channel.CreateUnbounded<string>();
        app.Redis.ConnectionFailed += (_, _) => changes.Writer.TryWrite("failed");
        app.Redis.ConnectionRestored += (_, _) => changes.Writer.TryWrite("restored");
        // The last of a reconnection: the client chooses the server again only now.
        app.Redis.ConfigurationChanged += (_, _) => changes.Writer.TryWrite("usable");
        return changes.Reader;
    }

    private static async Task WaitForHealthAsync(RedisApp app, HealthStatus expected, ChannelReader<string> changes)
    {
        while ((await app.CheckHealthAsync()).Status != expected)
        {
            await changes.ReadAsync();
        }
    }
}
