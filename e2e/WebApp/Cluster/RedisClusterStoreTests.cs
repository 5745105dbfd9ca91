using BlazorAspire.Circuits.Cluster;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.WebApp.Cluster;

public sealed class RedisClusterStoreTests
{
    [Fact]
    public async Task WriteAsync_RedisHasForgottenEverything_IsToldOnce()
    {
        await using var redis = new OwnRedis();
        var database = await redis.DatabaseAsync();
        var memory = new RedisMemory(database.Multiplexer);
        var told = 0;
        memory.MayBeLost += () => told++;
        var log = new LogLines<RedisClusterStore>();
        var store = new RedisClusterStore(() => database, memory, log);
        var now = await store.NowAsync();

        await store.WriteAsync(Heartbeats.Of("webapp-1", now));
        await store.WriteAsync(Heartbeats.Of("webapp-1", now));
        Assert.Equal(0, told);
        await redis.ForgetAsync();
        await store.WriteAsync(Heartbeats.Of("webapp-1", now));
        await store.WriteAsync(Heartbeats.Of("webapp-1", now));

        Assert.Equal(1, told);
        Assert.Contains("has forgotten", Assert.Single(log.Lines), StringComparison.Ordinal);
        Assert.Equal("webapp-1", Assert.Single(await store.ReadAsync()).Name);
        Assert.InRange(await store.NowAsync(), now, now.AddMinutes(1));
    }
}
