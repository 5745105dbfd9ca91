using BlazorAspire.Circuits;
using BlazorAspire.Circuits.State;

namespace BlazorAspire.Tests.WebApp.State;

public sealed class StateSessionTests : IDisposable
{
    private readonly StateWorld _world = new();

    [Fact]
    public async Task Adopt_AfterTheCircuitIsGone_GivesTheValuesBack()
    {
        var (session, page) = await _world.OpenAsync<CounterPage>(Tabs.First);
        (page.Count, page.NotDurable) = (5, 9);
        page.Names.Add("anna");
        await session.CommitAsync();

        var (_, again) = await _world.OpenAsync<CounterPage>(Tabs.First);

        Assert.Equal((5, 0), (again.Count, again.NotDurable));
        Assert.Equal(["anna"], again.Names);
    }

    [Fact]
    public async Task Adopt_InAnotherTab_StartsAnew()
    {
        var (session, page) = await _world.OpenAsync<CounterPage>(Tabs.First);
        page.Count = 5;
        await session.CommitAsync();

        var (_, other) = await _world.OpenAsync<CounterPage>(Tabs.Second);

        Assert.Equal(0, other.Count);
    }

    [Fact]
    public async Task Adopt_OfUserState_IsSharedByTabsAndKeepsWhatIsPrivate()
    {
        var (session, page) = await _world.OpenAsync<UserPage>(Tabs.First);
        page.Draft = "hello";
        page.Send();
        await session.CommitAsync();

        var (_, other) = await _world.OpenAsync<UserPage>(Tabs.Second);
        var (_, stranger) = await _world.OpenAsync<UserPage>(Tabs.Of('a', browser: "other"));

        Assert.Equal(("hello", 1), (other.Draft, other.SentShown));
        Assert.Equal("", stranger.Draft);
    }

    [Fact]
    public async Task Adopt_OfKeyedRows_GivesEachItsOwn()
    {
        var (session, first) = await _world.OpenAsync<KeyedRow>(Tabs.First, "1");
        var second = StateWorld.Show<KeyedRow>(session, "2");
        (first.Clicks, second.Clicks) = (1, 2);
        await session.CommitAsync();

        var (again, secondAgain) = await _world.OpenAsync<KeyedRow>(Tabs.First, "2");
        var firstAgain = StateWorld.Show<KeyedRow>(again, "1");

        Assert.Equal((1, 2), (firstAgain.Clicks, secondAgain.Clicks));
    }

    [Fact]
    public async Task Adopt_OfAPageThatWasLeft_GivesItsValuesBack()
    {
        var (session, page) = await _world.OpenAsync<CounterPage>(Tabs.First);
        page.Count = 3;
        await session.CommitAsync();

        Assert.Equal(3, StateWorld.Show<CounterPage>(session).Count);
    }

    [Fact]
    public async Task Commit_Strict_WaitsForTheStore()
    {
        var (session, page) = await _world.OpenAsync<CounterPage>(Tabs.First);
        _world.Store.Hold();
        page.Count = 1;

        var committed = session.CommitAsync();

        await _world.Store.WriteBeganAsync();
        Assert.False(committed.IsCompleted);
        _world.Store.Release();
        await committed;
        Assert.False(session.IsUnsaved);
    }

    [Fact]
    public async Task Commit_AfterAnUnseenChangeThatIsNotSavedYet_WaitsToo()
    {
        var (session, page) = await _world.OpenAsync<CounterPage>(Tabs.First);
        _world.Store.Hold();
        page.Count = 1;
        var unseen = session.CommitAsync();

        // Nothing new, but what it shows is on its way still.
        var shown = session.CommitAsync();

        Assert.False(shown.IsCompleted);
        _world.Store.Release();
        await Task.WhenAll(unseen, shown);
    }

    [Fact]
    public async Task Commit_WithoutAChange_DoesNotWaitAndDoesNotWrite()
    {
        var (session, _) = await _world.OpenAsync<CounterPage>(Tabs.First);
        _world.Store.Hold();

        Assert.True(session.CommitAsync().IsCompleted);
    }

    [Fact]
    public async Task Commit_Relaxed_DoesNotWaitAndSaves()
    {
        var (session, page) = await _world.OpenAsync<RelaxedPage>(Tabs.First);
        _world.Store.Hold();
        page.Count = 1;

        Assert.True(session.CommitAsync().IsCompleted);
        await _world.Store.WriteBeganAsync();
        page.Important = 1;
        var important = session.CommitAsync();

        Assert.False(important.IsCompleted);
        _world.Store.Release();
        await important;
        Assert.Equal(1, (await _world.OpenAsync<RelaxedPage>(Tabs.First)).Page.Count);
    }

    [Fact]
    public async Task Commit_StoreIsLate_GoesOnUnsavedAndIsSavedLater()
    {
        var (session, page) = await _world.OpenAsync<CounterPage>(Tabs.First);
        var saved = new TaskCompletionSource();
        session.Changed += () => _ = session.IsUnsaved || saved.TrySetResult();
        _world.Store.Hold();
        page.Count = 1;
        var committed = session.CommitAsync();

        _world.Time.Advance(_world.Options.HoldLimit);
        await committed;
        Assert.True(session.IsUnsaved);
        page.Count = 2;
        // The store is known to be late: nobody waits for it again.
        Assert.True(session.CommitAsync().IsCompleted);

        _world.Store.Release();
        await saved.Task;
        Assert.False(session.IsUnsaved);
        Assert.Equal(2, (await _world.OpenAsync<CounterPage>(Tabs.First)).Page.Count);
    }

    [Fact]
    public async Task Commit_StoreFails_IsTriedAgainUntilItIsSaved()
    {
        var (session, page) = await _world.OpenAsync<CounterPage>(Tabs.First);
        _world.Store.Fault = new IOException("gone");
        page.Count = 1;
        var committed = session.CommitAsync();
        await _world.Store.WriteBeganAsync();

        _world.Store.Fault = null;
        // The pause before the next try, and the limit of the held batch, which is longer.
        await _world.Time.TimerStartedAsync();
        await _world.Time.TimerStartedAsync();
        _world.Time.Advance(TimeSpan.FromMilliseconds(100));
        await _world.Store.WriteBeganAsync();

        await committed;
        Assert.Equal(1, (await _world.OpenAsync<CounterPage>(Tabs.First)).Page.Count);
    }

    [Fact]
    public async Task Commit_ManyChangesWhileOneIsOnItsWay_WriteTheNewestOnly()
    {
        var (session, page) = await _world.OpenAsync<RelaxedPage>(Tabs.First);
        _world.Store.Hold();
        for (page.Count = 1; page.Count < 100; page.Count++)
        {
            await session.CommitAsync();
        }

        await _world.Store.WriteBeganAsync();
        var second = _world.Store.WriteBeganAsync();
        _world.Store.Release();
        await _world.Time.TimerStartedAsync();
        Assert.False(second.IsCompleted);
        _world.Time.Advance(_world.Options.RelaxedInterval);
        await second;
        await session.Writer!.SavedAsync(session.Entries.Version);

        Assert.Equal(99, (await _world.OpenAsync<RelaxedPage>(Tabs.First)).Page.Count);
        Assert.False(_world.Store.WriteBeganAsync().IsCompleted);
    }

    [Fact]
    public async Task Commit_OfACircuitThatWasReplaced_ChangesNothing()
    {
        var (old, oldPage) = await _world.OpenAsync<CounterPage>(Tabs.First);
        oldPage.Count = 1;
        await old.CommitAsync();
        var (_, page) = await _world.OpenAsync<CounterPage>(Tabs.First);

        oldPage.Count = 99;
        await old.CommitAsync();

        Assert.Equal(1, page.Count);
        Assert.Equal(1, (await _world.OpenAsync<CounterPage>(Tabs.First)).Page.Count);
    }

    [Fact]
    public async Task Commit_LargerThanTheLimit_KeepsWhatWasSavedAndSaysSo()
    {
        using var small = new StateWorld(new StateOptions { MaxSize = 2048, WarnSize = 1024 });
        var (session, page) = await small.OpenAsync<CounterPage>(Tabs.First);
        page.Names.Add("kept");
        await session.CommitAsync();

        page.Names.Add(new string('x', 3000));
        await session.CommitAsync();

        Assert.Equal(["kept"], (await small.OpenAsync<CounterPage>(Tabs.First)).Page.Names);
        Assert.Contains(small.SessionLog.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("State:MaxSize, 2048 bytes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Commit_LargerThanTheWarning_IsSavedAndWarnsOnce()
    {
        using var small = new StateWorld(new StateOptions { WarnSize = 500 });
        var (session, page) = await small.OpenAsync<CounterPage>(Tabs.First);
        page.Names.Add(new string('x', 600));
        await session.CommitAsync();
        page.Names.Add("more");
        await session.CommitAsync();

        Assert.Single(small.SessionLog.Lines, line => line.StartsWith("Warning: The state of a circuit has", StringComparison.Ordinal));
        Assert.Equal(2, (await small.OpenAsync<CounterPage>(Tabs.First)).Page.Names.Count);
    }

    [Fact]
    public async Task Commit_TypeThatCannotBeWritten_LeavesItOutAndSavesTheRest()
    {
        var (session, page) = await _world.OpenAsync<UnwritablePage>(Tabs.First);
        page.Callback = () => { };
        page.Count = 1;
        await session.CommitAsync();

        Assert.Equal(1, (await _world.OpenAsync<UnwritablePage>(Tabs.First)).Page.Count);
        Assert.Contains(_world.SessionLog.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("UnwritablePage.Callback' is not saved", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Commit_InDevelopment_TellsWhatCannotBeRestoredWithItsPath()
    {
        using var development = new StateWorld(isDevelopment: true);
        var (session, page) = await development.OpenAsync<LossyPage>(Tabs.First);
        page.Value.Parts.Add(new LossyPage.Lossy("wheel"));
        await session.CommitAsync();

        var problem = Assert.Single(session.Problems.OnPage);
        Assert.Contains("LossyPage.Value' is saved and cannot be restored", problem, StringComparison.Ordinal);
        Assert.Contains("$", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adopt_TwoOfOneClassAtOnce_IsReported()
    {
        using var development = new StateWorld(isDevelopment: true);
        var (session, page) = await development.OpenAsync<CounterPage>(Tabs.First);
        var second = StateWorld.Show<CounterPage>(session);

        Assert.Contains("more than once on a page", Assert.Single(session.Problems.OnPage), StringComparison.Ordinal);
        GC.KeepAlive((page, second));
    }

    [Fact]
    public async Task Adopt_AnotherLaterWhileTheFirstLives_IsReportedWhenItChanges()
    {
        using var development = new StateWorld(isDevelopment: true);
        var (session, page) = await development.OpenAsync<CounterPage>(Tabs.First);
        await session.CommitAsync();
        var second = StateWorld.Show<CounterPage>(session);
        await session.CommitAsync();
        Assert.Empty(session.Problems.OnPage);

        page.Count = 7;
        await session.CommitAsync();

        Assert.Contains("more than once on a page", Assert.Single(session.Problems.OnPage), StringComparison.Ordinal);
        GC.KeepAlive(second);
    }

    [Fact]
    public async Task Adopt_ValueOfAnotherShape_StartsAnewWithAReason()
    {
        var session = await _world.Sessions.StartAsync(Tabs.First);
        session.Entries.TrySet($"{typeof(CounterPage).FullName}.{nameof(CounterPage.Count)}", StateScope.Tab, "\"five\""u8.ToArray(), 10_000);

        var page = StateWorld.Show<CounterPage>(session);

        Assert.Equal(0, page.Count);
        Assert.Contains(_world.SessionLog.Lines, line => line.Contains("CounterPage.Count' is outdated", StringComparison.Ordinal));
    }

    public void Dispose() => _world.Dispose();
}
