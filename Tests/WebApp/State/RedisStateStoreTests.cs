using Aspire.Hosting.Testing;
using BlazorAspire.Tests.AppHost;
using BlazorAspire.WebApp.State;
using BlazorAspire.WebApp.State.Stores;
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
        foreach (var key in new[] { $"BlazorAspire:state:{{{tab}}}", $"BlazorAspire:state:{{{tab}}}:{first.Owner}", $"BlazorAspire:state:{{{tab}}}:{second.Owner}" })
        {
            Assert.NotNull(await database.KeyTimeToLiveAsync(key));
        }
    }

    public void Dispose() => _connection?.Dispose();

    private protected override async Task<IStateStore> StoreAsync()
    {
        if (_connection is null)
        {
            var settings = ConfigurationOptions.Parse((await shared.Running.App.GetConnectionStringAsync("redis"))!);
            settings.AbortOnConnectFail = false;
            _connection = ConnectionMultiplexer.Connect(settings);
        }

        return new RedisStateStore(() => _connection.GetDatabase(), _connection, Options.Create(new StateOptions()), TimeProvider.System);
    }
}
