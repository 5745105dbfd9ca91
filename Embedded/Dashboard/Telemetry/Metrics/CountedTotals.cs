namespace Embedded.Dashboard.Telemetry.Metrics;

/// <summary>Finds what a histogram counted between two moments.</summary>
internal sealed class CountedTotals(Timed<HistogramTotal>[] points)
{
    /// <summary>Null where there is no point in that time, or none before it to compare with.</summary>
    public HistogramTotal? Between(DateTimeOffset from, DateTimeOffset to)
    {
        var first = LastUpTo(from);
        var last = LastUpTo(to);
        // Without a point before the window, its own first point is what the others are compared with.
        first = first < 0 && last > 0 ? 0 : first;
        if (first < 0 || last <= first)
        {
            return null;
        }

        // From each new beginning on, the end of a run less its start is all that there is to know.
        HistogramTotal? counted = null;
        for (var i = first + 1; i <= last; i++)
        {
            var isReset = points[i].Value.Count < points[i - 1].Value.Count;
            if (isReset)
            {
                counted = Sum(counted, points[i - 1].Value.Since(points[first].Value), points[i].Value);
                first = i;
            }
        }
        return Sum(counted, points[last].Value.Since(points[first].Value));
    }

    private static HistogramTotal Sum(HistogramTotal? sum, params ReadOnlySpan<HistogramTotal> more)
    {
        foreach (var one in more)
        {
            sum = sum is null ? one : sum.Plus(one);
        }
        return sum!;
    }

    private int LastUpTo(DateTimeOffset time)
    {
        var (low, high) = (0, points.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = points[middle].At <= time ? (middle + 1, high) : (low, middle);
        }
        return low - 1;
    }
}
