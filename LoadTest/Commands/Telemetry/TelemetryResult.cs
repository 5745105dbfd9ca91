using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Telemetry;

/// <summary>What the rounds gave. Ratios are taken within each round, and then their median over the rounds.</summary>
internal sealed record TelemetryResult(IReadOnlyList<TelemetryRun> Off, IReadOnlyList<TelemetryRun> On, string Cores)
{
    public const double LeastRatio = 0.93;

    public Spread Ratio => Spread.Of(On.Zip(Off, (on, off) => on.Clicks.ClicksPerSecond / off.Clicks.ClicksPerSecond));

    /// <summary>The processor time of a click, which a busy machine changes less than how many there are a second.</summary>
    public Spread ProcessorRatio => Spread.Of(On.Zip(Off, (on, off) => on.MicrosecondsPerClick / off.MicrosecondsPerClick));

    public bool IsGoalMet => Ratio.Median >= LeastRatio;
}
