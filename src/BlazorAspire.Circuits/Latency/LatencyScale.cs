namespace BlazorAspire.Circuits.Latency;

/// <summary>Where a value stands in the chart: three decades from 1 ms to 1 s, so that 2 ms and 250 ms are both readable.</summary>
internal static class LatencyScale
{
    private const int Decades = 3;

    public static readonly int[] Ticks = [1000, 100, 10, 1];

    /// <summary>In percent from the top.</summary>
    public static double Y(double milliseconds) => 100 * (1 - Math.Log10(Math.Clamp(milliseconds, 1, 1000)) / Decades);

    /// <summary>In percent from the left; the newest of the samples is at the right edge.</summary>
    public static double X(int index, int count) => 100 - 100.0 * (count - 1 - index) / (LatencyWindow.Capacity - 1);
}
