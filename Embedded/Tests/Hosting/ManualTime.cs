namespace Embedded.Tests.Hosting;

/// <summary>A clock that stands still until a test moves it, and tells the test when somebody begins to wait on it.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(Func<TimeSpan, bool> Fits, TaskCompletionSource Seen)> _awaited = [];
    private DateTimeOffset _now = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes when somebody waits for a time that fits, now or later.</summary>
    public Task WaitForTimerAsync(Func<TimeSpan, bool> fits)
    {
        lock (_lock)
        {
            if (_timers.Any(t => fits(t.DueTime)))
            {
                return Task.CompletedTask;
            }
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((fits, seen));
            return seen.Task;
        }
    }

    /// <summary>Completes when somebody begins to wait after this.</summary>
    public Task NextTimerAsync()
    {
        lock (_lock)
        {
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((_ => true, seen));
            return seen.Task;
        }
    }

    public Task WaitForTimerAsync(TimeSpan due) => WaitForTimerAsync(d => d == due);

    public void Advance(TimeSpan by)
    {
        List<ManualTimer> due;
        lock (_lock)
        {
            _now += by;
            due = [.. _timers.Where(t => t.At <= _now)];
            due.ForEach(t => _timers.Remove(t));
        }
        due.ForEach(t => t.Callback());
    }

    private void Schedule(ManualTimer timer, TimeSpan dueTime)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
            if (dueTime < TimeSpan.Zero)
            {
                return;
            }
            timer.At = _now + dueTime;
            timer.DueTime = dueTime;
            _timers.Add(timer);
            foreach (var awaited in _awaited.Where(a => a.Fits(dueTime)).ToArray())
            {
                _awaited.Remove(awaited);
                awaited.Seen.SetResult();
            }
        }
    }

    private sealed class ManualTimer(ManualTime time, Action callback) : ITimer
    {
        public Action Callback { get; } = callback;

        public DateTimeOffset At { get; set; }

        public TimeSpan DueTime { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Schedule(this, dueTime);
            return true;
        }

        public void Dispose() => time.Schedule(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
