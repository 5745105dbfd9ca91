using System.Diagnostics.Metrics;

namespace BlazorAspire.Circuits.State;

/// <summary>What happens to the state of circuits.</summary>
internal sealed class StateMetrics : IDisposable
{
    public const string MeterName = "BlazorAspire.State";

    private static readonly InstrumentAdvice<double> DurationBuckets = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    };

    private static readonly InstrumentAdvice<long> SizeBuckets = new()
    {
        HistogramBucketBoundaries = [256, 1024, 4 * 1024, 16 * 1024, 64 * 1024, 100 * 1024, 256 * 1024, 1024 * 1024],
    };

    private readonly Meter _meter;
    private readonly Counter<long> _saves;
    private readonly Counter<long> _heldTooLong;
    private readonly Counter<long> _restored;
    private readonly Counter<long> _notRestored;
    private readonly Counter<long> _lost;
    private readonly Histogram<double> _duration;
    private readonly Histogram<long> _size;
    private long _unsaved;
    private long _saveCount;
    private long _failedCount;
    private long _restoredCount;
    private long _lostCount;

    public StateMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _saves = _meter.CreateCounter<long>("state.saves", "{save}", "Writes to the state store, by result.");
        _heldTooLong = _meter.CreateCounter<long>("state.unsaved_batches", "{batch}", "Render batches that went out before their state was saved.");
        _restored = _meter.CreateCounter<long>("circuits.restored", "{circuit}", "Circuits that started with saved state.");
        _notRestored = _meter.CreateCounter<long>("state.restore.failures", "{value}", "Saved values that were not restored, by reason.");
        _lost = _meter.CreateCounter<long>("circuits.lost", "{circuit}", "Circuits whose saved state was gone or given up, by reason.");
        _duration = _meter.CreateHistogram("state.save.duration", "s", "Time that a write to the state store takes.", null, DurationBuckets);
        _size = _meter.CreateHistogram("state.save.size", "By", "Bytes that a write to the state store has.", null, SizeBuckets);
        _meter.CreateObservableUpDownCounter("circuits.unsaved", () => Interlocked.Read(ref _unsaved), "{circuit}", "Circuits with state that the store does not have yet, past the limit.");
    }

    /// <summary>For the cluster page; telemetry has the same, and more.</summary>
    public StateTotals Totals => new(
        Interlocked.Read(ref _saveCount), Interlocked.Read(ref _failedCount), Interlocked.Read(ref _unsaved), Interlocked.Read(ref _restoredCount),
        Interlocked.Read(ref _lostCount));

    public void Begin()
    {
        foreach (var result in (string[])["saved", "failed"])
        {
            _saves.Add(0, new KeyValuePair<string, object?>("result", result));
        }

        foreach (var reason in (string[])["forgotten", "given-up"])
        {
            _lost.Add(0, new KeyValuePair<string, object?>("reason", reason));
        }

        _heldTooLong.Add(0);
        _restored.Add(0);
    }

    public void Saved(TimeSpan took, long bytes)
    {
        Interlocked.Increment(ref _saveCount);
        _saves.Add(1, new KeyValuePair<string, object?>("result", "saved"));
        _duration.Record(took.TotalSeconds);
        _size.Record(bytes);
    }

    public void SaveFailed()
    {
        Interlocked.Increment(ref _failedCount);
        _saves.Add(1, new KeyValuePair<string, object?>("result", "failed"));
    }

    public void HeldTooLong() => _heldTooLong.Add(1);

    public void Restored()
    {
        Interlocked.Increment(ref _restoredCount);
        _restored.Add(1);
    }

    public void NotRestored(string reason) => _notRestored.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Lost(string reason)
    {
        Interlocked.Increment(ref _lostCount);
        _lost.Add(1, new KeyValuePair<string, object?>("reason", reason));
    }

    public void BecameUnsaved() => Interlocked.Increment(ref _unsaved);

    public void BecameSaved() => Interlocked.Decrement(ref _unsaved);

    public void Dispose() => _meter.Dispose();
}
