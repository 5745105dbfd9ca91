namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>
/// A clock that goes on whatever the app does. What is late is sent as soon as it can be, and its latency counts from when it was due, so that an
/// app that stands still for a second is seen to do so by everything that was due in it.
/// </summary>
/// <param name="first">The due moment of the first operation, after the begin.</param>
/// <param name="period">Between two operations.</param>
internal sealed class OpenPace(TimeSpan first, TimeSpan period, LoadClock clock, TimeProvider time) : IPace
{
    private long _taken;

    public int Unsent => (int)Math.Max(0, DueBefore(clock.Measured) - _taken);

    public async ValueTask<long?> NextAsync(CancellationToken stop)
    {
        await ((Task)clock.Began).WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!clock.Began.IsCompletedSuccessfully)
        {
            return null;
        }
        var begin = await clock.Began;
        var due = first + period * _taken;
        if (due - time.GetElapsedTime(begin) is var early && early > TimeSpan.Zero)
        {
            await Task.Delay(early, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        // What was due before the end is a debt that is paid after it.
        if (due >= clock.Duration || (stop.IsCancellationRequested && due >= clock.Measured))
        {
            return null;
        }
        _taken++;
        return begin + (long)(due.TotalSeconds * time.TimestampFrequency);
    }

    private long DueBefore(TimeSpan end) => end <= first ? 0 : (long)Math.Ceiling((end - first) / period);
}
