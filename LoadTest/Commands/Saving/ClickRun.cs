using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Saving;

/// <summary>What one run of clicking gave.</summary>
/// <param name="Latencies">Of each click, in milliseconds, until its value was on the screen.</param>
internal sealed record ClickRun(TimeSpan Elapsed, IReadOnlyList<double> Latencies)
{
    public double ClicksPerSecond => Latencies.Count / Elapsed.TotalSeconds;

    public double P50 => Percentile.Of(Latencies, 50);

    public double P99 => Percentile.Of(Latencies, 99);
}
