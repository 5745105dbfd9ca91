using BlazorAspire.Circuits.State;
using BlazorAspire.Circuits.State.Stores;
using BlazorAspire.Tests.Support;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Tests.WebApp.State;

public sealed class MemoryStateStoreTests : StateStoreContract
{
    private readonly ManualTime _time = new();
    private readonly StateOptions _options = new();

    [Fact]
    public async Task ReadTab_AfterTheRetention_IsNull()
    {
        var store = Store();
        var claim = await store.ClaimTabAsync("tab");
        await store.SaveTabAsync("tab", claim.Owner, new StateFields { ["a"] = [1] }, isFirst: true);

        _time.Advance(_options.Retention + TimeSpan.FromSeconds(1));

        Assert.Null(await store.ReadTabAsync("tab"));
    }

    private protected override Task ForgetAsync(string tab, string owner)
    {
        _time.Advance(_options.Retention + TimeSpan.FromSeconds(1));
        return Task.CompletedTask;
    }

    private protected override Task<IStateStore> StoreAsync() => Task.FromResult<IStateStore>(Store());

    private MemoryStateStore Store() => new(Options.Create(_options), _time);
}
