using System.Globalization;
using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Drain;

internal static class DrainReport
{
    /// <summary>Seconds that 99 of 100 users may be without a confirmed click.</summary>
    public const double Goal = 2;

    public static bool IsGoalMet(IReadOnlyList<DrainRun> runs, int users) => P99(runs).Median <= Goal && runs.All(run => run.Lost == 0 && run.Served == users);

    public static string Render(IReadOnlyList<(string Name, IReadOnlyList<DrainRun> Runs)> arms, int users) => string.Create(CultureInfo.InvariantCulture, $"""

        Rolling restart under {users} users who click (runs of each arm, in turn: {arms[0].Runs.Count}; medians, least to most in brackets):
        {TextTable.Render([["ARM", "BLACKOUT P50 s", "P99 s", "TOOK s", "CONFIRMED", "LOST", "OLD SCREENS", "SERVED"], .. arms.Select(arm => Row(arm.Name, arm.Runs, users))])}
        Goal: blackout p99 at most {Goal:0.0} s, no confirmed click lost, every user served. {GoalText.Of(IsGoalMet(arms[0].Runs, users))}
        {arms[0].Runs.Select(run => run.Violation).OfType<string>().Select(violation => violation + Environment.NewLine).FirstOrDefault()}
        """);

    private static Spread P99(IReadOnlyList<DrainRun> runs) => Spread.Of(runs.Select(run => Percentile.Of(run.Blackouts, 99)));

    private static string[] Row(string name, IReadOnlyList<DrainRun> runs, int users) =>
    [
        name,
        Spread.Of(runs.Select(run => Percentile.Of(run.Blackouts, 50))).ToText("0.00"),
        P99(runs).ToText("0.00"),
        Spread.Of(runs.Select(run => run.Took.TotalSeconds)).ToText("0.00"),
        Number(runs.Sum(run => run.Confirmed)),
        Number(runs.Sum(run => run.Lost)),
        Number(runs.Sum(run => run.OldScreens)),
        string.Create(CultureInfo.InvariantCulture, $"{runs.Min(run => run.Served)}/{users}"),
    ];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
