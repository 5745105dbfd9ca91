using Microsoft.AspNetCore.SignalR.StackExchangeRedis;

namespace Embedded.Tests.SignalR.Redis.Support;

/// <summary>Two servers of one hub, connected by Redis.</summary>
internal sealed class TwoServers(HubServer a, HubServer b) : IAsyncDisposable
{
    public HubServer A { get; } = a;

    public HubServer B { get; } = b;

    public static async Task<TwoServers> StartAsync(string redis, Action<RedisOptions>? configure = null)
    {
        var servers = await StartUnconnectedAsync(redis, configure);
        await Task.WhenAll(servers.A.Connected, servers.B.Connected);
        return servers;
    }

    public static async Task<TwoServers> StartUnconnectedAsync(string redis, Action<RedisOptions>? configure = null) =>
        new(await HubServer.StartAsync(redis, configure), await HubServer.StartAsync(redis, configure));

    public Task BothAsync(int happening) => Task.WhenAll(A.Log.NextAsync(happening), B.Log.NextAsync(happening));

    public Task SeenByBothAsync(int happening) => Task.WhenAll(A.Log.SeenAsync(happening), B.Log.SeenAsync(happening));

    public async ValueTask DisposeAsync()
    {
        await A.DisposeAsync();
        await B.DisposeAsync();
    }
}
