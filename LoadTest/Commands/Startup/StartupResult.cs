using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Startup;

internal sealed record StartupResult(string WholeName, string AloneName, IReadOnlyList<StartupPair> Pairs)
{
    /// <summary>How many times the time of one replica the whole app may take.</summary>
    public const double Goal = 1.5;

    public Spread Whole => Spread.Of(Pairs.Select(p => p.Whole.Elapsed.TotalSeconds));

    public Spread Alone => Spread.Of(Pairs.Select(p => p.Alone.Elapsed.TotalSeconds));

    /// <summary>The ratio of the medians, which is what the goal is set for.</summary>
    public double Ratio => Whole.Median / Alone.Median;

    /// <summary>The ratios within the pairs: how far the ratio is to be trusted.</summary>
    public Spread PairRatios => Spread.Of(Pairs.Select(p => p.Ratio));

    public bool IsGoalMet => Ratio <= Goal;
}
