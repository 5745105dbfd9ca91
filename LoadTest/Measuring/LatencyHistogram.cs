namespace BlazorAspire.LoadTest.Measuring;

/// <summary>
/// Counts times in steps of one percent, from a microsecond to some hours, in the same few kilobytes for any number of them. Many threads may record.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int StepsPerDoubling = 64;
    private const int Doublings = 36;

    private readonly long[] _counts = new long[StepsPerDoubling * Doublings];
    private long _most;

    public long Count
    {
        get
        {
            var count = 0L;
            foreach (var step in _counts)
            {
                count += step;
            }
            return count;
        }
    }

    public TimeSpan Most => TimeSpan.FromTicks(Interlocked.Read(ref _most));

    public void Record(TimeSpan time)
    {
        Interlocked.Increment(ref _counts[StepOf(time)]);
        var most = Interlocked.Read(ref _most);
        while (time.Ticks > most)
        {
            var seen = Interlocked.CompareExchange(ref _most, time.Ticks, most);
            if (seen == most)
            {
                return;
            }
            most = seen;
        }
    }

    /// <summary>What so many of a hundred do not exceed, at most a percent too long; null where nothing was recorded.</summary>
    public TimeSpan? Percentile(double percent)
    {
        var wanted = (long)Math.Ceiling(Count * percent / 100);
        var seen = 0L;
        for (var step = 0; step < _counts.Length; step++)
        {
            seen += _counts[step];
            if (seen >= wanted && seen > 0)
            {
                return TimeSpan.FromTicks(Math.Min(EndOf(step).Ticks, Most.Ticks));
            }
        }
        return null;
    }

    private static int StepOf(TimeSpan time)
    {
        var microseconds = Math.Max(1, time.TotalMicroseconds);
        return Math.Min((int)(Math.Log2(microseconds) * StepsPerDoubling), StepsPerDoubling * Doublings - 1);
    }

    private static TimeSpan EndOf(int step) => TimeSpan.FromMicroseconds(Math.Pow(2, (step + 1.0) / StepsPerDoubling));
}
