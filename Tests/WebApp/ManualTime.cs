namespace BlazorAspire.Tests.WebApp;

/// <summary>A clock that stands until a test moves it, and then rings what is due.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Alarm> _alarms = [];
    private DateTimeOffset _now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    public void Advance(TimeSpan span)
    {
        Alarm[] due;
        lock (_gate)
        {
            _now += span;
            due = [.. _alarms.Where(alarm => alarm.DueAt <= _now)];
            _alarms.RemoveAll(due.Contains);
        }

        foreach (var alarm in due)
        {
            alarm.Ring();
        }
    }

    private sealed class Alarm(ManualTime time, Action ring) : ITimer
    {
        public DateTimeOffset DueAt { get; private set; }

        public Action Ring => ring;

        // Periodic timers ring once here: no test needs more.
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._alarms.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    DueAt = time._now + dueTime;
                    time._alarms.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
