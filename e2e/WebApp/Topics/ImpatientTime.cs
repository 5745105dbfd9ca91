using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.WebApp.Topics;

/// <summary>
/// Time that a test moves, but for short waits: those move it themselves. A long one, such as a limit, sees nothing of that, or many short
/// ones of a busy machine would add up to it.
/// </summary>
internal sealed class ImpatientTime(ManualTime time) : TimeProvider
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);
    private readonly ManualTime _hurried = new();

    public override long TimestampFrequency => time.TimestampFrequency;

    public override long GetTimestamp() => time.GetTimestamp() + _hurried.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + TimeSpan.FromTicks(_hurried.GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(
            _hurried,
            _hurried.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period),
            time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(ManualTime hurried, ITimer quick, ITimer patient) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var isShort = dueTime >= TimeSpan.Zero && dueTime < Short;
            patient.Change(isShort ? Timeout.InfiniteTimeSpan : dueTime, period);
            quick.Change(isShort ? dueTime : Timeout.InfiniteTimeSpan, period);
            if (isShort)
            {
                _ = Task.Run(() => hurried.Advance(dueTime));
            }

            return true;
        }

        public void Dispose()
        {
            quick.Dispose();
            patient.Dispose();
        }

        public async ValueTask DisposeAsync()
        {
            await quick.DisposeAsync();
            await patient.DisposeAsync();
        }
    }
}
