namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>The part of a load that is measured: from when all users have set out to its end.</summary>
internal sealed class LoadClock(TimeSpan duration, TimeProvider time)
{
    private readonly TaskCompletionSource<long> _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _stopped;

    /// <summary>Completes with the timestamp of the begin.</summary>
    public Task<long> Began => _began.Task;

    /// <summary>Up to now or to the end, whichever was first.</summary>
    public TimeSpan Measured
    {
        get
        {
            if (!_began.Task.IsCompleted)
            {
                return TimeSpan.Zero;
            }
            var end = Volatile.Read(ref _stopped) is var stopped and not 0 ? stopped : time.GetTimestamp();
            var measured = time.GetElapsedTime(_began.Task.Result, end);
            return measured < duration ? measured : duration;
        }
    }

    public TimeSpan Duration => duration;

    public void Begin() => _began.TrySetResult(time.GetTimestamp());

    public void Stop() => Volatile.Write(ref _stopped, time.GetTimestamp());
}
