namespace Embedded.Dashboard.Telemetry.Metrics;

/// <summary>What a histogram has counted so far. <paramref name="Buckets"/> has one more item than there are bounds: what lies above the last.</summary>
internal sealed record HistogramTotal(long Count, double Sum, long[] Buckets)
{
    private const int OwnBytes = 80;

    public static int Bytes(int buckets) => OwnBytes + (8 * buckets);

    public static HistogramTotal Zero(int buckets) => new(0, 0, new long[buckets]);

    public HistogramTotal Plus(HistogramTotal other) => new(Count + other.Count, Sum + other.Sum, [.. Buckets.Zip(other.Buckets, (one, two) => one + two)]);

    /// <summary>What was counted since an earlier total. One that is larger shows that counting has begun anew.</summary>
    public HistogramTotal Since(HistogramTotal earlier) => earlier.Count > Count
        ? this
        : new HistogramTotal(Count - earlier.Count, Sum - earlier.Sum, [.. Buckets.Zip(earlier.Buckets, (now, then) => Math.Max(0, now - then))]);

    public bool Equals(HistogramTotal? other) => other is not null && Count == other.Count && Sum.Equals(other.Sum) && Buckets.AsSpan().SequenceEqual(other.Buckets);

    public override int GetHashCode() => HashCode.Combine(Count, Sum);
}
