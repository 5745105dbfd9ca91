namespace BlazorAspire.Circuits.Latency;

/// <summary>How long this replica's users wait: the way of a change to their page, and of its confirmation back, over the last minute.</summary>
internal sealed class UserLatency(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private const int Capacity = 1024;
    private readonly Lock _lock = new();
    private readonly Queue<(long At, double Milliseconds)> _samples = new(Capacity);

    public void Add(TimeSpan roundTrip)
    {
        lock (_lock)
        {
            if (_samples.Count == Capacity)
            {
                _samples.Dequeue();
            }

            _samples.Enqueue((time.GetTimestamp(), roundTrip.TotalMilliseconds));
        }
    }

    /// <summary>In milliseconds; null where no page has confirmed anything in that time.</summary>
    public UserRoundTrips? Read()
    {
        double[] sorted;
        lock (_lock)
        {
            while (_samples.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > Window)
            {
                _samples.Dequeue();
            }

            sorted = [.. _samples.Select(sample => sample.Milliseconds).Order()];
        }

        return sorted.Length == 0 ? null : new UserRoundTrips(NearestRank.Of(sorted, 0.5), NearestRank.Of(sorted, 0.95), LatencyHistogram.CountsOf(sorted));
    }
}

/// <param name="Median">In milliseconds.</param>
/// <param name="P95">What 95 of 100 stay under, in milliseconds.</param>
/// <param name="Counts">Of each range of <see cref="LatencyHistogram"/>.</param>
internal sealed record UserRoundTrips(double Median, double P95, int[] Counts);
