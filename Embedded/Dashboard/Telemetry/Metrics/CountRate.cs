namespace Embedded.Dashboard.Telemetry.Metrics;

/// <summary>Turns totals into rates. What was counted between two points is spread evenly over the time between them.</summary>
internal static class CountRate
{
    public static double?[] Of(Timed<double>[] totals, TimeGrid grid)
    {
        var growth = Growth(totals);
        var rates = new double?[grid.Count];
        var before = At(growth, grid.Start);
        for (var step = 0; step < grid.Count; step++)
        {
            var after = At(growth, grid.EndOf(step));
            rates[step] = (after - before) / grid.Step.TotalSeconds;
            before = after;
        }
        return rates;
    }

    /// <summary>A total that shrinks has begun anew: what it then shows has been counted since.</summary>
    private static Timed<double>[] Growth(Timed<double>[] totals)
    {
        var growth = new Timed<double>[totals.Length];
        for (var i = 0; i < totals.Length; i++)
        {
            var added = i == 0 ? 0 : totals[i].Value - totals[i - 1].Value;
            growth[i] = new Timed<double>(totals[i].At, (i == 0 ? 0 : growth[i - 1].Value) + (added < 0 ? totals[i].Value : added));
        }
        return growth;
    }

    private static double? At(Timed<double>[] growth, DateTimeOffset time)
    {
        if (growth.Length == 0 || time < growth[0].At || time > growth[^1].At)
        {
            return null;
        }

        var (low, high) = (0, growth.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = growth[middle].At < time ? (middle + 1, high) : (low, middle);
        }
        if (growth[low].At == time)
        {
            return growth[low].Value;
        }

        var (from, to) = (growth[low - 1], growth[low]);
        return from.Value + ((to.Value - from.Value) * ((time - from.At) / (to.At - from.At)));
    }
}
