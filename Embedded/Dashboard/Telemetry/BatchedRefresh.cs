namespace Embedded.Dashboard.Telemetry;

/// <summary>
/// Draws a page when something has changed: at once the first time, and then at most once in <see cref="Interval"/>,
/// however many changes there are.
/// </summary>
internal sealed class BatchedRefresh : IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly Action _draw;
    private readonly ITimer _timer;
    private readonly List<ChangeSignal> _signals;
    private long? _drawnAt;
    private bool _isDue;
    private bool _isDisposed;

    /// <param name="draw">Called on any thread; a component passes <c>() => InvokeAsync(...)</c>.</param>
    public BatchedRefresh(TimeProvider time, Action draw, params IEnumerable<ChangeSignal> signals)
        : this(time, Interval, draw, signals)
    {
    }

    /// <param name="interval">In place of <see cref="Interval"/>, for what has no news more often.</param>
    /// <param name="draw">Called on any thread; a component passes <c>() => InvokeAsync(...)</c>.</param>
    public BatchedRefresh(TimeProvider time, TimeSpan interval, Action draw, params IEnumerable<ChangeSignal> signals)
    {
        _time = time;
        _interval = interval;
        _draw = draw;
        _timer = time.CreateTimer(_ => Draw(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _signals = [.. signals];
        _signals.ForEach(signal => signal.Changed += Request);
    }

    public void Request()
    {
        lock (_lock)
        {
            if (_isDue || _isDisposed)
            {
                return;
            }
            _isDue = true;
            var wait = _drawnAt is { } drawn ? _interval - _time.GetElapsedTime(drawn) : TimeSpan.Zero;
            _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _signals.ForEach(signal => signal.Changed -= Request);
        lock (_lock)
        {
            _isDisposed = true;
        }
        _timer.Dispose();
    }

    private void Draw()
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }
            _isDue = false;
            _drawnAt = _time.GetTimestamp();
        }
        _draw();
    }
}
