using BlazorAspire.Circuits.State;
using BlazorAspire.Circuits.State.Sessions;
using BlazorAspire.Tests.Support;
using BlazorAspire.Tests.WebApp.Cluster;

namespace BlazorAspire.Tests.WebApp.State;

public sealed class StoreTimeoutsTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly ManualTime _time = new();
    private readonly StateOptions _options = new();
    private readonly StoreHealth _health;
    private readonly StoreTimeouts _patience;
    private readonly TaskCompletionSource<int> _answer = new();

    public StoreTimeoutsTests()
    {
        _health = new StoreHealth(_time, new LogLines<StoreHealth>());
        _patience = new StoreTimeouts(_health, _options, _time);
    }

    [Fact]
    public async Task Ask_StoreIsSilent_EndsWhenItCountsAsAway()
    {
        var asking = AskAsync(isNeeded: true);

        _time.Advance(StoreHealth.LongestSilence - Moment);
        Assert.False(asking.IsCompleted);
        Assert.False(_health.IsKnownAway);
        _time.Advance(Moment);

        await Assert.ThrowsAsync<TimeoutException>(() => asking);
        Assert.True(_health.IsKnownAway);
        Assert.Equal(_options.HoldLimit, _patience.Short);
    }

    [Fact]
    public async Task Ask_StoreAnswersOthers_WaitsForItsOwnAnswerUpToTheLongest()
    {
        var asking = AskAsync(isNeeded: true);

        // Each answer is a moment old when the wait is over, so the next one is that much shorter; the last one ends at the longest.
        await _time.TimerStartedAsync();
        foreach (var wait in (TimeSpan[])[StoreHealth.LongestSilence, StoreHealth.LongestSilence - Moment, StoreHealth.LongestSilence - Moment])
        {
            _time.Advance(wait - Moment);
            _health.Answered();
            _time.Advance(Moment);
            await _time.TimerStartedAsync();
        }
        Assert.False(asking.IsCompleted);
        _time.Advance(2 * Moment);

        await Assert.ThrowsAsync<TimeoutException>(() => asking);
    }

    [Fact]
    public async Task Ask_StoreAnswersLate_GivesTheAnswer()
    {
        var asking = AskAsync(isNeeded: true);
        _time.Advance(StoreHealth.LongestSilence - Moment);

        _answer.SetResult(7);

        Assert.Equal(7, await asking);
        Assert.False(_health.IsAway);
    }

    [Fact]
    public async Task Ask_NothingIsMissedWithout_EndsAtTheLimit()
    {
        var asking = AskAsync(isNeeded: false);

        _time.Advance(_options.LoadLimit);

        await Assert.ThrowsAsync<TimeoutException>(() => asking);
    }

    [Fact]
    public async Task Ask_StoreCannotBeReached_EndsAtTheLimit()
    {
        var asking = _patience.AskAsync(() => Task.FromException<int>(new IOException("refused")), _patience.Short, isNeeded: true);
        await _time.TimerStartedAsync();

        _time.Advance(_options.LoadLimit);

        await Assert.ThrowsAsync<IOException>(() => asking);
        Assert.True(_health.IsKnownAway);
    }

    [Fact]
    public async Task Ask_ClientGaveUpFirst_AsksAgain()
    {
        var asked = 0;
        var asking = _patience.AskAsync(() => asked++ == 0 ? Task.FromException<int>(new TimeoutException()) : Task.FromResult(7), _patience.Short, isNeeded: true);
        await _time.TimerStartedAsync();

        _time.Advance(Moment);

        Assert.Equal(7, await asking);
    }

    [Fact]
    public void IsKnownAway_ASaveWasLate_OnlyAfterALongSilence()
    {
        _health.Failed(new TimeoutException());
        _time.Advance(StoreHealth.LongestSilence - Moment);
        Assert.False(_health.IsKnownAway);

        _time.Advance(Moment);

        Assert.True(_health.IsKnownAway);
        _health.Answered();
        Assert.False(_health.IsKnownAway);
    }

    private Task<int> AskAsync(bool isNeeded) => _patience.AskAsync(() => _answer.Task, _patience.Short, isNeeded);
}
