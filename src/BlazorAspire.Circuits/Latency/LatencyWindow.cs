namespace BlazorAspire.Circuits.Latency;

/// <summary>The last minute of round trips, in milliseconds.</summary>
public sealed class LatencyWindow
{
    public const int Capacity = 60;

    /// <summary>What Microsoft recommends as the most that an interactive page should sustain.</summary>
    public const double RecommendedMilliseconds = 250;

    private readonly List<double> _samples = new(Capacity);

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<double> Samples => _samples;

    public double? Current => _samples.Count == 0 ? null : _samples[^1];

    public double? Median => Percentile(0.5);

    public double? P95 => Percentile(0.95);

    public LatencyVerdict Verdict => (Median, P95) switch
    {
        (null, _) or (_, null) => LatencyVerdict.Unknown,
        ( > RecommendedMilliseconds, _) => LatencyVerdict.Slow,
        (_, > RecommendedMilliseconds) => LatencyVerdict.Uneven,
        _ => LatencyVerdict.Good,
    };

    public void Add(TimeSpan roundTrip)
    {
        if (_samples.Count == Capacity)
        {
            _samples.RemoveAt(0);
        }

        _samples.Add(roundTrip.TotalMilliseconds);
    }

    private double? Percentile(double share) => _samples.Count == 0 ? null : NearestRank.Of([.. _samples.Order()], share);
}
