using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.WebApp.Topics;

/// <summary>Time that a test moves, but for short waits: those move it themselves.</summary>
internal sealed class ImpatientTime(ManualTime time) : TimeProvider
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    public override long TimestampFrequency => time.TimestampFrequency;

    public override long GetTimestamp() => time.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(time, time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(ManualTime time, ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var isChanged = inner.Change(dueTime, period);
            if (dueTime >= TimeSpan.Zero && dueTime < Short)
            {
                _ = Task.Run(() => time.Advance(dueTime));
            }

            return isChanged;
        }

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
