using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>Counts what happens to all users. Any thread may tell it.</summary>
internal sealed class LoadRecorder
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (int Count, string Example)> _errors = [];
    private readonly Dictionary<string, int> _replicas = [];
    private readonly LatencyHistogram _starts = new();
    private LatencyHistogram _operations = new();
    private LatencyHistogram _interval = new();
    private int _errorCount;
    private int _reportedErrors;
    private int _started;
    private int _failed;
    private int _open;
    private int _reconnects;
    private int _reloads;

    public int Open => Volatile.Read(ref _open);

    public int Started => Volatile.Read(ref _started);

    public int Failed => Volatile.Read(ref _failed);

    public LatencySummary Starts => LatencySummary.Of(_starts);

    public LatencySummary Operations => LatencySummary.Of(_operations);

    public CircuitCounts Circuits => new(Started, Failed, Open, _reconnects, _reloads);

    public IReadOnlyList<ErrorCount> Errors
    {
        get
        {
            lock (_lock)
            {
                return [.. _errors.OrderByDescending(error => error.Value.Count).Select(error => new ErrorCount(error.Key, error.Value.Count, error.Value.Example))];
            }
        }
    }

    public IReadOnlyDictionary<string, int> Replicas
    {
        get
        {
            lock (_lock)
            {
                return new SortedDictionary<string, int>(_replicas, StringComparer.Ordinal);
            }
        }
    }

    /// <summary>Forgets the operations so far: what is counted begins now.</summary>
    public void Begin() => _operations = new LatencyHistogram();

    public void Opened(TimeSpan time, string? replica)
    {
        _starts.Record(time);
        Interlocked.Increment(ref _started);
        Interlocked.Increment(ref _open);
        if (replica is { Length: > 0 })
        {
            lock (_lock)
            {
                _replicas[replica] = _replicas.GetValueOrDefault(replica) + 1;
            }
        }
    }

    public void Closed() => Interlocked.Decrement(ref _open);

    public void StartFailed(Exception problem)
    {
        Interlocked.Increment(ref _failed);
        Error(problem);
    }

    public void Operated(TimeSpan time)
    {
        _operations.Record(time);
        _interval.Record(time);
    }

    public void Reconnected() => Interlocked.Increment(ref _reconnects);

    public void Reloaded() => Interlocked.Increment(ref _reloads);

    public void Error(Exception problem) => Error(Trouble.KindOf(problem), problem.Message);

    public void Error(string kind, string example, int count = 1)
    {
        Interlocked.Add(ref _errorCount, count);
        lock (_lock)
        {
            var known = _errors.GetValueOrDefault(kind, (0, example));
            _errors[kind] = (known.Item1 + count, known.Item2);
        }
    }

    /// <summary>What has happened since the last call.</summary>
    public LoadSecond Tick(int second)
    {
        var interval = Interlocked.Exchange(ref _interval, new LatencyHistogram());
        var errors = Volatile.Read(ref _errorCount);
        var latency = LatencySummary.Of(interval);
        var tick = new LoadSecond(second, Open, Failed, latency.Count, latency.P50, latency.P99, errors - _reportedErrors);
        _reportedErrors = errors;
        return tick;
    }
}
