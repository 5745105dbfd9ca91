using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Saving;

/// <summary>What the rounds gave for one arm. Ratio and added time are taken within each round, and their medians over the rounds.</summary>
internal sealed record SavingRow(string Name, SavingGoal? Goal, Spread ClicksPerSecond, double P50, double P99, Spread Ratio, Spread AddedP50)
{
    public bool IsGoalMet => Goal is null || (Ratio.Median >= Goal.Ratio && AddedP50.Median <= Goal.AddedP50);

    public static SavingRow Of(string name, SavingGoal? goal, IReadOnlyList<SavingRun> runs, IReadOnlyList<SavingRun> off) => new(
        name,
        goal,
        Spread.Of(runs.Select(run => run.Many.ClicksPerSecond)),
        Spread.Of(runs.Select(run => run.Few.P50)).Median,
        Spread.Of(runs.Select(run => run.Few.P99)).Median,
        Spread.Of(runs.Zip(off, (run, without) => run.Many.ClicksPerSecond / without.Many.ClicksPerSecond)),
        Spread.Of(runs.Zip(off, (run, without) => run.Few.P50 - without.Few.P50)));
}
