namespace BlazorAspire.Circuits.Latency;

/// <summary>Percentiles by nearest rank: always a value that was measured.</summary>
internal static class NearestRank
{
    /// <param name="sorted">At least one value, in rising order.</param>
    /// <param name="share">Above 0 and up to 1: the median is 0.5.</param>
    public static double Of(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
}
