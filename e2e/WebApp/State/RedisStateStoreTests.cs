using Aspire.Hosting.Testing;
using BlazorAspire.Circuits;
using BlazorAspire.Circuits.Cluster;
using BlazorAspire.Circuits.State;
using BlazorAspire.Circuits.State.Stores;
using BlazorAspire.Tests.AppHost;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace BlazorAspire.Tests.WebApp.State;

[Collection(SharedApp.Name)]
public sealed class RedisStateStoreTests(SharedApp shared) : StateStoreContract, IDisposable
{
    private ConnectionMultiplexer? _connection;

    [Fact]
    public async Task SaveTab_OfAClaimedTab_LeavesNothingWithoutAnEnd()
    {
        var store = await StoreAsync();
        var tab = Guid.NewGuid().ToString("n");
        var first = await store.ClaimTabAsync(tab);
        await store.SaveTabAsync(tab, first.Owner, new StateFields { ["a"] = [1] }, isFirst: true);
        var second = await store.ClaimTabAsync(tab);
        await store.SaveTabAsync(tab, first.Owner, new StateFields { ["a"] = [2] }, isFirst: false);

        var database = _connection!.GetDatabase();
        foreach (var key in new[] { $"state:{{{tab}}}", $"state:{{{tab}}}:{first.Owner}", $"state:{{{tab}}}:{second.Owner}" })
        {
            Assert.NotNull(await database.KeyTimeToLiveAsync(key));
        }
    }

    [Fact]
    public async Task ClaimTab_OfAnotherReplicasTab_TellsWhichItWas()
    {
        var (first, second) = (await StoreAsync("webapp-1"), await StoreAsync("webapp-2"));
        var tab = Guid.NewGuid().ToString("n");

        var claims = new[] { await first.ClaimTabAsync(tab), await second.ClaimTabAsync(tab), await first.ClaimTabAsync(tab), await first.ClaimTabAsync(tab) };

        Assert.Equal([null, "webapp-1", "webapp-2", "webapp-1"], claims.Select(claim => claim.From));
    }

    private protected override async Task ForgetAsync(string tab, string owner) =>
        await _connection!.GetDatabase().KeyDeleteAsync([$"state:{{{tab}}}", $"state:{{{tab}}}:{owner}", $"state:user:{{{tab}}}"]);

    public void Dispose() => _connection?.Dispose();

    private protected override Task<IStateStore> StoreAsync() => StoreAsync("webapp-1");

    private async Task<IStateStore> StoreAsync(string replica)
    {
        if (_connection is null)
        {
            var settings = ConfigurationOptions.Parse((await shared.Running.App.GetConnectionStringAsync("redis"))!);
            settings.AbortOnConnectFail = false;
            _connection = ConnectionMultiplexer.Connect(settings);
        }

        return new RedisStateStore(() => _connection.GetDatabase(), new RedisMemory(_connection), Options.Create(new StateOptions()), new ReplicaIdentity(replica, 42, DateTimeOffset.UnixEpoch, "1.0.0"), TimeProvider.System);
    }
}
