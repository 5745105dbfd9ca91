using BlazorAspire.Circuits.State;
using BlazorAspire.Circuits.State.Sessions;
using BlazorAspire.Circuits.State.Stores;

namespace BlazorAspire.Tests.WebApp.State;

public sealed class StateLoaderTests : IDisposable
{
    private readonly StateWorld _world = new(new StateOptions { MaxSize = 4096, WarnSize = 1024 });

    [Fact]
    public async Task Claim_CorruptValue_LeavesItOutAndRestoresTheRest()
    {
        var (good, bad) = (Field(Tabs.First, "good"), Field(Tabs.First, "bad"));
        bad.Value[^1] ^= 1;

        var entries = await ClaimAsync(good, bad);

        Assert.Equal("good", Assert.Single(entries).Name);
        Says("corrupt or foreign");
    }

    [Fact]
    public async Task Claim_ValueOfAnotherTab_IsNotRestored()
    {
        Assert.Empty(await ClaimAsync(Field(Tabs.Second, "theirs")));
        Says("corrupt or foreign");
    }

    [Fact]
    public async Task Claim_ValueUnderAnotherName_IsNotRestored()
    {
        var moved = Field(Tabs.First, "IsAdmin");

        Assert.Empty(await ClaimAsync(KeyValuePair.Create(StateSeal.FieldOf("Count"), moved.Value)));
        Says("lies under another name");
    }

    [Fact]
    public async Task Claim_LayoutOfAnotherVersion_IsOutdated()
    {
        Assert.Empty(await ClaimAsync(KeyValuePair.Create("field", Protect([9, 0, 0]))));
        Says("outdated");
    }

    [Fact]
    public async Task Claim_LargerThanTheLimit_IsNotRestored()
    {
        Assert.Empty(await ClaimAsync(KeyValuePair.Create("field", new byte[10_000])));
        Says("larger than State:MaxSize, 4096 bytes");
    }

    [Fact]
    public async Task Start_WithABrokenValue_IsACleanStartThatSavesAgain()
    {
        await ClaimAsync(KeyValuePair.Create("field", new byte[7]));

        var (session, page) = await _world.OpenAsync<CounterPage>(Tabs.First);
        page.Count = 2;
        await session.CommitAsync();

        Assert.Equal(2, (await _world.OpenAsync<CounterPage>(Tabs.First)).Page.Count);
    }

    public void Dispose() => _world.Dispose();

    private async Task<IReadOnlyList<StateEntry>> ClaimAsync(params KeyValuePair<string, byte[]>[] fields)
    {
        var claim = await _world.Store.ClaimTabAsync(Tabs.First.TabKey);
        var stored = new StateFields();
        foreach (var (name, value) in fields)
        {
            stored[name] = value;
        }

        await _world.Store.SaveTabAsync(Tabs.First.TabKey, claim.Owner, stored, isFirst: true);
        return (await _world.Loader.ClaimAsync(Tabs.First)).Entries;
    }

    private KeyValuePair<string, byte[]> Field(StateIdentity identity, string name) =>
        KeyValuePair.Create(StateSeal.FieldOf(name), StateSeal.Close(_world.Seal.For(identity.TabKey), name, "1"u8));

    private byte[] Protect(byte[] plain) => _world.Seal.For(Tabs.First.TabKey).Protect(plain);

    private void Says(string text) => Assert.Contains(text, Assert.Single(_world.LoaderLog.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal)), StringComparison.Ordinal);
}
