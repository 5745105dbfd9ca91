using BlazorAspire.Circuits.State;
using BlazorAspire.Circuits.State.Sessions;
using BlazorAspire.Circuits.State.Stores;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Tests.WebApp.State;

public sealed class StateSessionsTests : IDisposable
{
    private readonly StateWorld _world = new();

    [Fact]
    public async Task Read_OfATab_GivesWhatWasSaved()
    {
        var (session, page) = await _world.OpenAsync<CounterPage>(Tabs.First);
        page.Count = 4;
        await session.CommitAsync();

        var prerendered = await _world.Sessions.ReadAsync(Tabs.First);

        Assert.Equal(4, StateWorld.Show<CounterPage>(prerendered).Count);
    }

    [Fact]
    public async Task Read_StoreIsSilent_StartsAnewWithinTheLimit()
    {
        _world.Store.Hold();
        var reading = _world.Sessions.ReadAsync(Tabs.First);
        await _world.Time.TimerStartedAsync();

        _world.Time.Advance(StoreHealth.LongestSilence);

        Assert.Equal(0, StateWorld.Show<CounterPage>(await reading).Count);
        Assert.Contains(_world.SessionsLog.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_StoreRefusesAtFirst_IsAskedAgain()
    {
        var (session, page) = await _world.OpenAsync<CounterPage>(Tabs.First);
        page.Count = 4;
        await session.CommitAsync();
        _world.Store.Fault = new IOException("not yet connected");
        var reading = _world.Sessions.ReadAsync(Tabs.First);
        await _world.Time.TimerStartedAsync();

        _world.Store.Fault = null;
        _world.Time.Advance(_world.Options.LoadLimit / 2);

        Assert.Equal(4, StateWorld.Show<CounterPage>(await reading).Count);
        Assert.Empty(_world.SessionsLog.Lines);
    }

    [Fact]
    public async Task Read_StoreRefusesToTheEnd_SaysWhatItSaid()
    {
        _world.Store.Fault = new IOException("not yet connected");
        var reading = _world.Sessions.ReadAsync(Tabs.First);
        await _world.Time.TimerStartedAsync();

        _world.Time.Advance(_world.Options.LoadLimit);

        Assert.Equal(0, StateWorld.Show<CounterPage>(await reading).Count);
        Assert.Contains("not yet connected", Assert.Single(_world.SessionsLog.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WhileTheOldCircuitCannotBeSaved_TakesItsValues()
    {
        var (session, page) = await _world.OpenAsync<CounterPage>(Tabs.First);
        _world.Store.Fault = new IOException("gone");
        page.Count = 6;
        _ = session.CommitAsync();

        var (_, reloaded) = await OpenWhileAwayAsync();

        Assert.Equal(6, reloaded.Count);
    }

    [Fact]
    public async Task Start_StoreIsAway_ClaimsLaterAndAsksForTheSavedValuesToBeShown()
    {
        var (before, page) = await _world.OpenAsync<CounterPage>(Tabs.First);
        page.Count = 6;
        await before.CommitAsync();
        _world.Sessions.End(before);
        _world.Store.Hold();
        var opening = _world.OpenAsync<CounterPage>(Tabs.First);
        await _world.Time.TimerStartedAsync();
        _world.Time.Advance(StoreHealth.LongestSilence);
        var (session, blank) = await opening;
        var restored = new TaskCompletionSource();
        session.Writer!.RestoredLate += restored.SetResult;

        _world.Store.Release();

        await restored.Task;
        Assert.Equal(0, blank.Count);
        await session.Writer.SavedAsync(session.Entries.Version);
        Assert.Equal(6, (await _world.OpenAsync<CounterPage>(Tabs.First)).Page.Count);
    }

    [Fact]
    public async Task Start_StoreStandsStillForAMoment_WaitsForTheSavedValues()
    {
        await SaveAsync(count: 6);
        _world.Store.Hold();
        var opening = _world.OpenAsync<CounterPage>(Tabs.First);
        await _world.Time.TimerStartedAsync();

        _world.Time.Advance(2 * _world.Options.LoadLimit);
        Assert.False(opening.IsCompleted);
        _world.Store.Release();

        Assert.Equal(6, (await opening).Page.Count);
    }

    [Fact]
    public async Task Start_WasGivenUp_DoesNotTakeTheTabLater()
    {
        _world.Store.Hold();
        var opening = _world.OpenAsync<CounterPage>(Tabs.First);
        _world.Time.Advance(StoreHealth.LongestSilence);
        var (session, page) = await opening;
        _world.Store.Release();
        await session.Writer!.SavedAsync(session.Entries.Version);

        page.Count = 5;
        await session.CommitAsync();

        Assert.Equal(5, (await _world.OpenAsync<CounterPage>(Tabs.First)).Page.Count);
    }

    [Fact]
    public async Task Start_AfterASaveThatWasLate_WaitsAsLong()
    {
        await SaveAsync(count: 6);
        var (other, otherPage) = await _world.OpenAsync<CounterPage>(Tabs.Second);
        _world.Store.Hold();
        otherPage.Count = 1;
        var late = other.CommitAsync();
        _world.Time.Advance(_world.Options.HoldLimit);
        await late;
        Assert.True(other.IsUnsaved);

        var opening = _world.OpenAsync<CounterPage>(Tabs.First);
        _world.Time.Advance(2 * _world.Options.LoadLimit);
        Assert.False(opening.IsCompleted);
        _world.Store.Release();

        Assert.Equal(6, (await opening).Page.Count);
    }

    [Fact]
    public async Task Start_StoreIsAwayAndTheUserGoesOn_SavedValuesComeBackAndWhatIsNewStays()
    {
        await SaveAsync(count: 6);
        var (session, blank) = await OpenWhileUnreachableAsync();
        blank.Count = 1;
        blank.Names.Add("anna");
        _ = session.CommitAsync();
        var isShownAnew = false;
        session.Writer!.RestoredLate += () => isShownAnew = true;

        await ReachableAgainAsync(session);

        Assert.True(isShownAnew);
        Assert.True(session.Writer.IsOutdated);
        var (_, again) = await _world.OpenAsync<CounterPage>(Tabs.First);
        Assert.Equal(6, again.Count);
        Assert.Equal(["anna"], again.Names);
    }

    [Fact]
    public async Task Commit_OnAPageThatIsToBeShownAnew_LeavesTheSavedValue()
    {
        await SaveAsync(count: 6);
        var (session, blank) = await OpenWhileUnreachableAsync();
        await ReachableAgainAsync(session);

        blank.Count = 1;
        await session.CommitAsync();

        Assert.Equal(6, (await _world.OpenAsync<CounterPage>(Tabs.First)).Page.Count);
    }

    [Fact]
    public async Task Start_AfterAPageWithoutItsState_TakesTheSavedValueAndNotThatPages()
    {
        await SaveAsync(count: 6);
        var (session, blank) = await OpenWhileUnreachableAsync();
        blank.Count = 1;
        blank.Names.Add("anna");
        _ = session.CommitAsync();
        _world.Store.Fault = null;

        // Before the page's own turn to save comes.
        var (_, again) = await _world.OpenAsync<CounterPage>(Tabs.First);

        Assert.Equal(6, again.Count);
        Assert.Equal(["anna"], again.Names);
    }

    [Fact]
    public async Task Start_WithoutStateAndNothingIsSaved_KeepsWhatTheUserDid()
    {
        var (session, page) = await OpenWhileUnreachableAsync();
        page.Count = 3;
        _ = session.CommitAsync();

        await ReachableAgainAsync(session);

        Assert.False(session.Writer!.IsOutdated);
        page.Count = 4;
        await session.CommitAsync();
        Assert.Equal(4, (await _world.OpenAsync<CounterPage>(Tabs.First)).Page.Count);
    }

    [Fact]
    public async Task Start_OfTwoPagesWithoutState_LeavesTheTabToTheLaterOne()
    {
        var (earlier, _) = await OpenWhileUnreachableAsync();
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        var (later, page) = await OpenWhileUnreachableAsync();
        await ReachableAgainAsync(later);
        await ReachableAgainAsync(earlier);

        page.Count = 5;
        await later.CommitAsync();

        Assert.Equal(5, (await _world.OpenAsync<CounterPage>(Tabs.First)).Page.Count);
    }

    [Fact]
    public async Task Returned_StoreHasForgottenEverything_HasItAllAgain()
    {
        var (session, page) = await _world.OpenAsync<CounterPage>(Tabs.First);
        page.Count = 5;
        page.Names.Add("anna");
        await session.CommitAsync();
        _world.Store.Inner = new MemoryStateStore(Options.Create(_world.Options), _world.Time);

        _world.Store.Return();

        await session.Writer!.SavedAsync(session.Entries.Version);
        var (_, again) = await _world.OpenAsync<CounterPage>(Tabs.First);
        Assert.Equal(5, again.Count);
        Assert.Equal(["anna"], again.Names);
    }

    [Fact]
    public async Task Commit_StoreHasForgottenEverythingUnnoticed_HasItAllAgainWhenThePageShowsIt()
    {
        var (session, page) = await _world.OpenAsync<CounterPage>(Tabs.First);
        page.Count = 5;
        page.Names.Add("anna");
        await session.CommitAsync();
        _world.Store.Inner = new MemoryStateStore(Options.Create(_world.Options), _world.Time);

        page.Count = 6;
        await session.CommitAsync();

        var (_, again) = await _world.OpenAsync<CounterPage>(Tabs.First);
        Assert.Equal(6, again.Count);
        Assert.Equal(["anna"], again.Names);
    }

    [Fact]
    public async Task Returned_AnotherTabHasWrittenSince_LeavesTheNewerValue()
    {
        var (first, firstPage) = await _world.OpenAsync<UserPage>(Tabs.First);
        firstPage.Draft = "old";
        await first.CommitAsync();
        var (second, secondPage) = await _world.OpenAsync<UserPage>(Tabs.Second);
        secondPage.Draft = "new";
        await second.CommitAsync();

        _world.Store.Return();
        await first.Writer!.SavedAsync(first.Entries.Version);
        await second.Writer!.SavedAsync(second.Entries.Version);

        Assert.Equal("new", (await _world.OpenAsync<UserPage>(Tabs.Of('c'))).Page.Draft);
    }

    [Fact]
    public async Task End_WithUnsavedState_IsSavedWhenTheStoreIsBack()
    {
        var (session, page) = await _world.OpenAsync<CounterPage>(Tabs.First);
        _world.Store.Hold();
        page.Count = 8;
        _ = session.CommitAsync();

        _world.Sessions.End(session);
        _world.Store.Release();

        await session.Writer!.SavedAsync(session.Entries.Version);
        Assert.Equal(8, (await _world.OpenAsync<CounterPage>(Tabs.First)).Page.Count);
    }

    [Fact]
    public async Task End_OfMoreThanMayWait_GivesUpTheOldestAndSaysSo()
    {
        using var small = new StateWorld(new StateOptions { MaxWaiting = 1 });
        var (oldest, oldestPage) = await small.OpenAsync<CounterPage>(Tabs.First);
        var (second, secondPage) = await small.OpenAsync<CounterPage>(Tabs.Second);
        small.Store.Hold();
        (oldestPage.Count, secondPage.Count) = (1, 2);
        _ = oldest.CommitAsync();
        _ = second.CommitAsync();

        small.Sessions.End(oldest);
        small.Sessions.End(second);

        Assert.True(oldest.Writer!.IsGivenUp);
        Assert.False(second.Writer!.IsGivenUp);
        Assert.Contains(small.SessionsLog.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("State:MaxWaiting", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stop_OfTheProcess_WaitsForWhatIsOnItsWay()
    {
        var (session, page) = await _world.OpenAsync<RelaxedPage>(Tabs.First);
        _world.Store.Hold();
        page.Count = 3;
        await session.CommitAsync();
        using var limit = new CancellationTokenSource();

        var stopping = _world.Sessions.StopAsync(limit.Token);

        Assert.False(stopping.IsCompleted);
        _world.Store.Release();
        await stopping;
        Assert.Equal(3, (await _world.OpenAsync<RelaxedPage>(Tabs.First)).Page.Count);
    }

    [Fact]
    public async Task Stop_PastTheHostsLimit_EndsAndSaysHowMuchIsLost()
    {
        var (session, page) = await _world.OpenAsync<RelaxedPage>(Tabs.First);
        _world.Store.Hold();
        page.Count = 3;
        await session.CommitAsync();
        using var limit = new CancellationTokenSource();
        var stopping = _world.Sessions.StopAsync(limit.Token);

        await limit.CancelAsync();

        await stopping;
        Assert.Contains(_world.SessionsLog.Lines, line => line.Contains("the state of 1 circuits not saved", StringComparison.Ordinal));
    }

    public void Dispose() => _world.Dispose();

    private async Task SaveAsync(int count)
    {
        var (session, page) = await _world.OpenAsync<CounterPage>(Tabs.First);
        page.Count = count;
        await session.CommitAsync();
        _world.Sessions.End(session);
    }

    private async Task<(StateSession Session, CounterPage Page)> OpenWhileUnreachableAsync()
    {
        _world.Store.Fault = new IOException("gone");
        return await OpenWhileAwayAsync();
    }

    private async Task ReachableAgainAsync(StateSession session)
    {
        _world.Store.Fault = null;
        session.Writer!.SaveAll();
        while (!session.Writer.IsClaimed || !session.Writer.IsSaved)
        {
            var saved = session.Writer.SavedAsync(session.Entries.Version);
            await Task.WhenAny(saved, _world.Time.TimerStartedAsync());
            _world.Time.Advance(TimeSpan.FromSeconds(2));
        }
    }

    private async Task<(StateSession Session, CounterPage Page)> OpenWhileAwayAsync()
    {
        var opening = _world.OpenAsync<CounterPage>(Tabs.First);
        _world.Time.Advance(_world.Options.LoadLimit);
        return await opening;
    }
}
