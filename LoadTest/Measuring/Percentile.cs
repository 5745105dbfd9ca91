namespace BlazorAspire.LoadTest.Measuring;

internal static class Percentile
{
    /// <summary>The least of the values that so many of a hundred do not exceed.</summary>
    public static double Of(IEnumerable<double> values, int percent)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0
            ? throw new ArgumentException("There is no value.", nameof(values))
            : sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * percent / 100.0) - 1)];
    }
}
