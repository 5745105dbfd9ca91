namespace BlazorAspire.Circuits.Latency;

/// <summary>How round trips spread over fixed ranges. Replicas of all versions count by the same ones, so that their counts can be added.</summary>
public sealed class LatencyHistogram
{
    /// <summary>What each range goes up to, in milliseconds; what takes longer has a range of its own at the end.</summary>
    public static readonly double[] Bounds = [5, 10, 25, 50, 100, 250, 500];

    /// <summary>Bounds that a version with others has are no news of these: its counts are left out.</summary>
    public LatencyHistogram(IEnumerable<IReadOnlyList<int>?> replicas)
    {
        foreach (var counts in replicas.OfType<IReadOnlyList<int>>().Where(counts => counts.Count == Ranges))
        {
            for (var range = 0; range < Ranges; range++)
            {
                Counts[range] += counts[range];
            }
        }

        Total = Counts.Sum();
    }

    public static int Ranges => Bounds.Length + 1;

    public long[] Counts { get; } = new long[Ranges];

    public long Total { get; }

    public static int[] CountsOf(IEnumerable<double> milliseconds)
    {
        var counts = new int[Ranges];
        foreach (var value in milliseconds)
        {
            var range = Array.BinarySearch(Bounds, value);
            counts[range < 0 ? ~range : range]++;
        }

        return counts;
    }

    /// <summary>In percent.</summary>
    public double Share(int range) => Total == 0 ? 0 : 100.0 * Counts[range] / Total;

    /// <summary>The first range that has so many of all within it or before, from 0 to 1.</summary>
    public int RangeOf(double share)
    {
        var range = 0;
        for (var within = Counts[0]; within < share * Total && range < Ranges - 1; within += Counts[range])
        {
            range++;
        }

        return range;
    }
}
