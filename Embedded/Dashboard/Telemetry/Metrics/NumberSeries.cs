namespace Embedded.Dashboard.Telemetry.Metrics;

/// <summary>A series of a gauge or of a counter. A counter's values are totals, also where the sender sends differences.</summary>
internal sealed class NumberSeries(Instrument instrument, TelemetrySource source, Tag[] tags, int mostPoints, MemoryBudget budget)
    : MetricSeries(instrument, source, tags)
{
    // A value is shown for this long after its point: senders that send every minute, and one that was late.
    private static readonly TimeSpan Validity = TimeSpan.FromSeconds(70);

    private const int BytesOfPoint = 24;

    private readonly Lock _lock = new();
    private readonly PointRing<double> _points = new(mostPoints, BytesOfPoint, budget);
    private double _total;

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

    /// <summary>The newest value.</summary>
    public double? Latest
    {
        get
        {
            lock (_lock)
            {
                return _points.Last?.Value;
            }
        }
    }

    /// <summary>The kept points, oldest first. A value that stayed the same has two points only: where it began and where it was last seen.</summary>
    public Timed<double>[] Points
    {
        get
        {
            lock (_lock)
            {
                return _points.ToArray();
            }
        }
    }

    public bool TryAdd(DateTimeOffset at, double value, bool isDifference)
    {
        lock (_lock)
        {
            var total = isDifference ? _total + value : value;
            if (!_points.TryAdd(at, total))
            {
                return false;
            }
            _total = total;
            return true;
        }
    }

    /// <summary>For each step of the grid, the newest value at its end; null before the first and long after the last.</summary>
    public double?[] Values(TimeGrid grid) => Values(grid, Validity);

    /// <inheritdoc cref="Values(TimeGrid)" />
    /// <param name="grid">The steps.</param>
    /// <param name="validity">How long the last value counts.</param>
    public double?[] Values(TimeGrid grid, TimeSpan validity)
    {
        var points = Points;
        var values = new double?[grid.Count];
        var next = 0;
        for (var step = 0; step < grid.Count; step++)
        {
            var end = grid.EndOf(step);
            while (next < points.Length && points[next].At <= end)
            {
                next++;
            }
            // Between two points the value holds, as equal ones in between are left out.
            var holds = next > 0 && (next < points.Length || end - points[next - 1].At <= validity);
            values[step] = holds ? points[next - 1].Value : null;
        }
        return values;
    }

    public override double?[] Rates(TimeGrid grid) => CountRate.Of(Points, grid);

    public override void Clear()
    {
        lock (_lock)
        {
            _points.Clear();
        }
    }
}
