namespace Embedded.Dashboard.Telemetry.Metrics;

/// <summary>How measurements spread over the buckets of a histogram.</summary>
internal sealed record Distribution(double[] Bounds, HistogramTotal Total)
{
    public long Count => Total.Count;

    public double? Mean => Count == 0 ? null : Total.Sum / Count;

    /// <summary>
    /// What the series counted between two moments, together; null where they have no points then. Series with other bounds than the
    /// newest one's are left out, as their buckets cannot be added.
    /// </summary>
    public static Distribution? Between(IEnumerable<HistogramSeries> series, DateTimeOffset from, DateTimeOffset to) =>
        Over(series, new TimeGrid(to, to - from, 1), TimeSpan.Zero)[0];

    /// <summary>For each step of the grid, what was counted in it and in the <paramref name="more"/> before it.</summary>
    public static Distribution?[] Over(IEnumerable<HistogramSeries> series, TimeGrid grid, TimeSpan more)
    {
        var all = series.ToArray();
        var newest = all.MaxBy(one => one.LastAt);
        var found = new Distribution?[grid.Count];
        foreach (var one in all.Where(one => one.Bounds.AsSpan().SequenceEqual(newest!.Bounds)))
        {
            var counted = new CountedTotals(one.Points);
            for (var step = 0; step < grid.Count; step++)
            {
                if (counted.Between(grid.EndOf(step - 1) - more, grid.EndOf(step)) is { } added)
                {
                    found[step] = new Distribution(one.Bounds, found[step] is { } sum ? sum.Total.Plus(added) : added);
                }
            }
        }
        return found;
    }

    /// <summary>
    /// The value that <paramref name="share"/> of the measurements do not exceed, guessed within its bucket as if they were spread evenly.
    /// Above the last bound it is that bound; null without measurements.
    /// </summary>
    public double? Percentile(double share)
    {
        var wanted = share * Total.Buckets.Sum();
        if (wanted <= 0 || Bounds.Length == 0)
        {
            return null;
        }

        var below = 0L;
        for (var i = 0; i < Bounds.Length; i++)
        {
            var inside = Total.Buckets[i];
            if (inside > 0 && below + inside >= wanted)
            {
                var lower = i > 0 ? Bounds[i - 1] : Math.Min(0, Bounds[0]);
                return lower + ((Bounds[i] - lower) * ((wanted - below) / inside));
            }
            below += inside;
        }
        return Bounds[^1];
    }
}
