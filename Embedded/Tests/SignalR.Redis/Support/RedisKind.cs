using Embedded.Tests.Redis;

namespace Embedded.Tests.SignalR.Redis.Support;

public enum RedisKind
{
    Garnet,
    Redis,
}

internal static class RedisKinds
{
    /// <summary>Not started. Skips the test where this machine does not have it.</summary>
    public static IRedisServer Create(this RedisKind kind)
    {
        Skip.If(kind == RedisKind.Redis && RedisDaemon.Path is null, "This machine has no redis-server.");
        return kind == RedisKind.Garnet ? new GarnetServer() : new RedisDaemon();
    }

    public static async Task<IRedisServer> StartAsync(this RedisKind kind)
    {
        var server = kind.Create();
        await server.StartAsync();
        return server;
    }
}
