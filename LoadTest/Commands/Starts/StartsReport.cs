using System.Globalization;

namespace BlazorAspire.LoadTest.Commands.Starts;

internal static class StartsReport
{
    public static string Render(IReadOnlyList<StartsRow> rows, string cores, int rounds, int users) => string.Create(CultureInfo.InvariantCulture, $"""

        Circuits started a second on one replica, client on the same machine, {users} users who open a page and leave it
        (medians of {rounds} rounds; least to most in brackets):
        {Table(rows)}
        {cores}
        {string.Join(Environment.NewLine, rows.Where(row => row.Goal is not null).Select(Verdict))}

        """);

    public static string Line(StartsRun run) => string.Create(CultureInfo.InvariantCulture, $"{run.PerSecond:0.0} circuits/s");

    private static string Table(IReadOnlyList<StartsRow> rows) => TextTable.Render(
        [["ARM", "CIRCUITS/S", "RATIO TO NONE"], .. rows.Select(row => new[] { row.Arm, row.PerSecond.ToText("0.0"), row.Ratio.ToText("0.00") })]);

    private static string Verdict(StartsRow row) => string.Create(
        CultureInfo.InvariantCulture, $"{row.Arm}: goal at least {row.Goal:0.00} of the circuits without it. {GoalText.Of(row.IsGoalMet)}");
}
