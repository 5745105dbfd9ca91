using System.Globalization;
using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Recovery;

internal static class RecoveryReport
{
    /// <summary>Seconds from the kill to the first click that counts, for 95 of 100.</summary>
    public const double Goal = 1.3;

    public static bool IsGoalMet(IReadOnlyList<RecoveryRun> runs) => P(runs, 95) <= Goal && !runs.Any(run => run.IsLost);

    public static string Render(IReadOnlyList<(string Name, IReadOnlyList<RecoveryRun> Runs)> arms) => string.Create(CultureInfo.InvariantCulture, $"""

        Seconds from SIGKILL of the serving replica to the first click that counts, on another one (kills of each arm, in turn: {arms[0].Runs.Count}):
        {TextTable.Render([["ARM", "P50", "P95", "LEAST", "MOST", "VALUES LOST"], .. arms.Select(arm => Row(arm.Name, arm.Runs))])}
        Goal: p95 at most {Goal:0.0} s, no value lost. {GoalText.Of(IsGoalMet(arms[0].Runs))}

        """);

    private static string[] Row(string name, IReadOnlyList<RecoveryRun> runs) =>
    [
        name,
        Text(P(runs, 50)),
        Text(P(runs, 95)),
        Text(runs.Min(run => run.Elapsed.TotalSeconds)),
        Text(runs.Max(run => run.Elapsed.TotalSeconds)),
        string.Create(CultureInfo.InvariantCulture, $"{runs.Count(run => run.IsLost)}/{runs.Count}"),
    ];

    private static double P(IReadOnlyList<RecoveryRun> runs, int percent) => Percentile.Of(runs.Select(run => run.Elapsed.TotalSeconds), percent);

    private static string Text(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
