using BlazorAspire.LoadTest.Load;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.LoadTest;

public sealed class OpenPaceTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTime _time = new();
    private readonly LoadClock _clock;
    private readonly OpenPace _pace;
    private readonly CancellationTokenSource _stop = new();

    public OpenPaceTests()
    {
        _clock = new LoadClock(10 * Second, _time);
        _pace = new OpenPace(Second / 2, Second, _clock, _time);
    }

    public void Dispose() => _stop.Dispose();

    [Fact]
    public async Task Next_AppThatStoodStill_CountsFromWhenItWasDue()
    {
        var begin = _time.GetTimestamp();
        _clock.Begin();
        _time.Advance(3 * Second);

        var due = new[] { await _pace.NextAsync(_stop.Token), await _pace.NextAsync(_stop.Token), await _pace.NextAsync(_stop.Token) };

        Assert.Equal([0.5, 1.5, 2.5], due.Select(at => _time.GetElapsedTime(begin, at!.Value).TotalSeconds));
        Assert.Equal(0, _pace.Unsent);
    }

    [Fact]
    public async Task Next_Early_WaitsUntilItIsDue()
    {
        _clock.Begin();
        var next = _pace.NextAsync(_stop.Token).AsTask();
        await _time.TimerStartedAsync();
        Assert.False(next.IsCompleted);

        _time.Advance(Second / 2);

        Assert.Equal(_time.GetTimestamp(), await next);
    }

    [Fact]
    public async Task Next_AfterTheEnd_PaysWhatWasDueBeforeIt()
    {
        _clock.Begin();
        _time.Advance(2 * Second);
        _clock.Stop();
        await _stop.CancelAsync();
        Assert.Equal(2, _pace.Unsent);

        Assert.NotNull(await _pace.NextAsync(_stop.Token));
        Assert.NotNull(await _pace.NextAsync(_stop.Token));
        Assert.Null(await _pace.NextAsync(_stop.Token));
        Assert.Equal(0, _pace.Unsent);
    }

    [Fact]
    public async Task Next_StoppedBeforeTheBegin_OwesNothing()
    {
        await _stop.CancelAsync();

        Assert.Null(await _pace.NextAsync(_stop.Token));
        Assert.Equal(0, _pace.Unsent);
    }
}
