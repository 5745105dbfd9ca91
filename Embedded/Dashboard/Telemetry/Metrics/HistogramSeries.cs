namespace Embedded.Dashboard.Telemetry.Metrics;

/// <summary>A series of a histogram. Its points are totals, also where the sender sends differences.</summary>
internal sealed class HistogramSeries(Instrument instrument, TelemetrySource source, Tag[] tags, double[] bounds, int mostPoints, MemoryBudget budget)
    : MetricSeries(instrument, source, tags)
{
    private const int BytesOfBound = 8;

    private readonly Lock _lock = new();
    private readonly PointRing<HistogramTotal> _points = new(mostPoints, HistogramTotal.Bytes(bounds.Length + 1), budget);
    private HistogramTotal _total = HistogramTotal.Zero(bounds.Length + 1);

    /// <summary>The upper bounds of the buckets, without the last, which has none.</summary>
    public double[] Bounds { get; } = bounds;

    public override long OwnBytes => base.OwnBytes + (BytesOfBound * Bounds.Length) + HistogramTotal.Bytes(Bounds.Length + 1);

    public override DateTimeOffset? LastAt
    {
        get
        {
            lock (_lock)
            {
                return _points.Last?.At;
            }
        }
    }

    /// <summary>The kept points, oldest first.</summary>
    public Timed<HistogramTotal>[] Points
    {
        get
        {
            lock (_lock)
            {
                return _points.ToArray();
            }
        }
    }

    public bool TryAdd(DateTimeOffset at, HistogramTotal value, bool isDifference)
    {
        lock (_lock)
        {
            var total = isDifference ? _total.Plus(value) : value;
            if (!_points.TryAdd(at, total))
            {
                return false;
            }
            _total = total;
            return true;
        }
    }

    /// <summary>Measurements a second.</summary>
    public override double?[] Rates(TimeGrid grid) =>
        CountRate.Of([.. Points.Select(point => new Timed<double>(point.At, point.Value.Count))], grid);

    public override void Clear()
    {
        lock (_lock)
        {
            _points.Clear();
        }
    }
}
