using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Starts;

/// <summary>What the rounds gave for one arm. The ratio is taken within each round, and then its median over the rounds.</summary>
internal sealed record StartsRow(string Arm, double? Goal, Spread PerSecond, Spread Ratio)
{
    public bool IsGoalMet => Goal is null || Ratio.Median >= Goal;

    public static StartsRow Of(string arm, double? goal, IReadOnlyList<StartsRun> runs, IReadOnlyList<StartsRun> none) => new(
        arm,
        goal,
        Spread.Of(runs.Select(run => run.PerSecond)),
        Spread.Of(runs.Zip(none, (run, without) => run.PerSecond / without.PerSecond)));
}
