using BlazorAspire.Circuits.State.Stores;

namespace BlazorAspire.Tests.WebApp.State;

/// <summary>What every store has to keep.</summary>
public abstract class StateStoreContract
{
    private readonly string _tab = Guid.NewGuid().ToString("n");

    [Fact]
    public async Task ReadTab_NobodyOwnsIt_IsNull() => Assert.Null(await (await StoreAsync()).ReadTabAsync(_tab));

    [Fact]
    public async Task ReadTab_AfterASave_GivesTheFields()
    {
        var store = await StoreAsync();
        var claim = await store.ClaimTabAsync(_tab);
        Assert.Null(claim.Fields);
        await store.SaveTabAsync(_tab, claim.Owner, Fields("a", 1), isFirst: true);
        await store.SaveTabAsync(_tab, claim.Owner, Fields("b", 0, 255), isFirst: false);

        var fields = await store.ReadTabAsync(_tab);

        Assert.Equal(["a", "b"], fields!.Keys.Order());
        Assert.Equal([0, 255], fields["b"]);
    }

    [Fact]
    public async Task ClaimTab_OfAnotherOwner_TakesTheFieldsAlong()
    {
        var store = await StoreAsync();
        var first = await store.ClaimTabAsync(_tab);
        await store.SaveTabAsync(_tab, first.Owner, Fields("a", 1), isFirst: true);

        var second = await store.ClaimTabAsync(_tab);

        Assert.Equal([1], second.Fields!["a"]);
        Assert.True(string.CompareOrdinal(second.Owner, first.Owner) > 0);
        Assert.Equal([1], (await store.ReadTabAsync(_tab))!["a"]);
    }

    [Fact]
    public async Task ClaimTab_LateAndAnotherWasStartedSince_LeavesItToThatOne()
    {
        var store = await StoreAsync();
        var current = await store.ClaimTabAsync(_tab);
        await store.SaveTabAsync(_tab, current.Owner, Fields("a", 1), isFirst: true);

        var late = await store.ClaimTabAsync(_tab, since: Now - TimeSpan.FromMinutes(1));
        await store.SaveTabAsync(_tab, late.Owner, Fields("a", 9), isFirst: true);
        await store.SaveTabAsync(_tab, current.Owner, Fields("b", 2), isFirst: false);

        Assert.True(late.IsReplaced);
        Assert.Equal([1], late.Fields!["a"]);
        var kept = await store.ReadTabAsync(_tab);
        Assert.Equal([1], kept!["a"]);
        Assert.Equal([2], kept["b"]);
    }

    [Fact]
    public async Task ClaimTab_TwoLate_IsOfTheOneStartedLastInWhicheverOrderTheyCome()
    {
        var store = await StoreAsync();
        var (before, after) = (Now - TimeSpan.FromMinutes(2), Now - TimeSpan.FromMinutes(1));

        var first = await store.ClaimTabAsync(_tab, since: before);
        var second = await store.ClaimTabAsync(_tab, since: after);
        var again = await store.ClaimTabAsync(_tab, since: before);

        Assert.Equal((false, false, true), (first.IsReplaced, second.IsReplaced, again.IsReplaced));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SaveTab_ByAnOwnerThatWasReplaced_HasNoEffect(bool isFirst)
    {
        var store = await StoreAsync();
        var first = await store.ClaimTabAsync(_tab);
        await store.SaveTabAsync(_tab, first.Owner, Fields("a", 1), isFirst: true);
        var second = await store.ClaimTabAsync(_tab);
        await store.SaveTabAsync(_tab, second.Owner, Fields("a", 2), isFirst: true);

        await store.SaveTabAsync(_tab, first.Owner, Fields("a", 9), isFirst);

        Assert.Equal([2], (await store.ReadTabAsync(_tab))!["a"]);
        Assert.Equal([2], (await store.ClaimTabAsync(_tab)).Fields!["a"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SaveTab_ToAStoreThatHasForgotten_SaysSoAndTakesAllOfItAgain(bool isFirst)
    {
        var store = await StoreAsync();
        var claim = await store.ClaimTabAsync(_tab);
        Assert.True(await store.SaveTabAsync(_tab, claim.Owner, Fields("a", 1), isFirst: true));
        Assert.True(await store.SaveTabAsync(_tab, claim.Owner, Fields("b", 2), isFirst: false));
        await ForgetAsync(_tab, claim.Owner);

        var isKnown = await store.SaveTabAsync(_tab, claim.Owner, Fields("b", 3), isFirst);
        var both = Fields("a", 1);
        both["b"] = [3];
        await store.SaveTabAsync(_tab, claim.Owner, both, isFirst: true);

        Assert.False(isKnown);
        Assert.True(await store.SaveTabAsync(_tab, claim.Owner, Fields("c", 4), isFirst: false));
        Assert.Equal(["a", "b", "c"], (await store.ReadTabAsync(_tab))!.Keys.Order());
    }

    [Fact]
    public async Task SaveTab_AfterAnEarlierOwnerHasSavedToAStoreThatForgot_SaysThatItIsNotKnown()
    {
        var store = await StoreAsync();
        var first = await store.ClaimTabAsync(_tab);
        var second = await store.ClaimTabAsync(_tab);
        await ForgetAsync(_tab, second.Owner);
        await store.SaveTabAsync(_tab, first.Owner, Fields("a", 1), isFirst: true);

        Assert.False(await store.SaveTabAsync(_tab, second.Owner, Fields("a", 2), isFirst: false));
        await store.SaveTabAsync(_tab, second.Owner, Fields("a", 2), isFirst: true);

        Assert.Equal([2], (await store.ReadTabAsync(_tab))!["a"]);
    }

    [Fact]
    public async Task SaveUser_ToAStoreThatHasForgotten_SaysSo()
    {
        var store = await StoreAsync();
        await store.SaveUserAsync(_tab, Fields("a", 1), onlyMissing: false);
        Assert.True(await store.SaveUserAsync(_tab, Fields("a", 2), onlyMissing: false));
        await ForgetAsync(_tab, owner: "");

        Assert.False(await store.SaveUserAsync(_tab, Fields("a", 3), onlyMissing: false));
    }

    [Fact]
    public async Task TakeTab_OfAnOwner_LeavesNothingAndTheOwnerWithoutEffect()
    {
        var store = await StoreAsync();
        var owner = await store.ClaimTabAsync(_tab);
        await store.SaveTabAsync(_tab, owner.Owner, Fields("a", 1), isFirst: true);

        var (first, second) = (await store.TakeTabAsync(_tab), await store.TakeTabAsync(_tab));
        await store.SaveTabAsync(_tab, owner.Owner, Fields("a", 9), isFirst: false);

        Assert.Equal([1], first["a"]);
        Assert.Empty(second);
        Assert.Empty((await store.ReadTabAsync(_tab))!);
        Assert.Empty(await store.TakeTabAsync(Guid.NewGuid().ToString("n")));
    }

    [Fact]
    public async Task ClaimTab_ManyAtOnce_HaveOneOwnerLeft()
    {
        var store = await StoreAsync();
        var first = await store.ClaimTabAsync(_tab);
        await store.SaveTabAsync(_tab, first.Owner, Fields("a", 1), isFirst: true);

        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => store.ClaimTabAsync(_tab)));
        var last = claims.MaxBy(claim => claim.Owner, StringComparer.Ordinal)!;
        foreach (var claim in claims)
        {
            await store.SaveTabAsync(_tab, claim.Owner, Fields("a", claim == last ? (byte)7 : (byte)0), isFirst: false);
        }

        Assert.Equal(4, claims.Select(claim => claim.Owner).Distinct().Count());
        Assert.All(claims, claim => Assert.Equal([1], claim.Fields!["a"]));
        Assert.Equal([7], (await store.ReadTabAsync(_tab))!["a"]);
    }

    [Fact]
    public async Task SaveUser_OfTwoTabs_KeepsTheFieldsOfBothAndTheLastOfEach()
    {
        var store = await StoreAsync();
        await store.SaveUserAsync(_tab, Fields("a", 1), onlyMissing: false);
        await store.SaveUserAsync(_tab, Fields("b", 2), onlyMissing: false);
        await store.SaveUserAsync(_tab, Fields("a", 3), onlyMissing: false);

        var fields = await store.ReadUserAsync(_tab);

        Assert.Equal([3], fields["a"]);
        Assert.Equal([2], fields["b"]);
    }

    [Fact]
    public async Task SaveUser_OnlyWhatIsMissing_LeavesTheRestAlone()
    {
        var store = await StoreAsync();
        await store.SaveUserAsync(_tab, Fields("a", 1), onlyMissing: false);
        var both = Fields("a", 9);
        both["b"] = [2];

        await store.SaveUserAsync(_tab, both, onlyMissing: true);

        var fields = await store.ReadUserAsync(_tab);
        Assert.Equal([1], fields["a"]);
        Assert.Equal([2], fields["b"]);
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private protected abstract Task<IStateStore> StoreAsync();

    private protected abstract Task ForgetAsync(string tab, string owner);

    private static StateFields Fields(string name, params byte[] value) => new() { [name] = value };
}
