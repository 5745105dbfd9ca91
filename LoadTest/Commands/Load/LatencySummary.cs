using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>Times in milliseconds; null where there was none.</summary>
internal sealed record LatencySummary(long Count, double? P50, double? P95, double? P99, double? P999, double? Max)
{
    public static LatencySummary Of(LatencyHistogram times)
    {
        return times.Count == 0
            ? new LatencySummary(0, null, null, null, null, null)
            : new LatencySummary(times.Count, At(50), At(95), At(99), At(99.9), Round(times.Most));

        double? At(double percent) => Round(times.Percentile(percent)!.Value);
    }

    private static double Round(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);
}
