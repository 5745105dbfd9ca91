namespace BlazorAspire.LoadTest.Load;

/// <summary>The part of a load that is measured: from when all users have a page to its end.</summary>
internal sealed class LoadClock(TimeSpan duration, TimeProvider time)
{
    private readonly TaskCompletionSource<long> _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _stopped;

    /// <summary>Completes with the timestamp of the begin.</summary>
    public Task<long> Began => _began.Task;

    public TimeSpan Duration => duration;

    /// <summary>Up to now or to the end, whichever was first.</summary>
    public TimeSpan Measured
    {
        get
        {
            if (!Began.IsCompleted)
            {
                return TimeSpan.Zero;
            }

            var end = Volatile.Read(ref _stopped) is var stopped and not 0 ? stopped : time.GetTimestamp();
            var measured = time.GetElapsedTime(Began.Result, end);
            return measured < duration ? measured : duration;
        }
    }

    public void Begin() => _began.TrySetResult(time.GetTimestamp());

    public void Stop() => Volatile.Write(ref _stopped, time.GetTimestamp());
}

/// <summary>
/// A clock that goes on whatever the app does. What is late is sent as soon as it can be, and its latency counts from when it was due, so that an
/// app that stands still for a second is seen to do so by everything that was due in it.
/// </summary>
/// <param name="first">The due moment of the first operation, after the begin.</param>
internal sealed class OpenPace(TimeSpan first, TimeSpan period, LoadClock clock, TimeProvider time)
{
    private long _taken;

    /// <summary>Operations that were due before the end, and that nobody sent.</summary>
    public int Unsent => (int)Math.Max(0, Math.Ceiling((clock.Measured - first) / period) - _taken);

    /// <summary>Returns when the next operation is to be sent, with the moment from which its latency counts; null when there is none any more.</summary>
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
}
