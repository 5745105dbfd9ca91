using System.Globalization;

namespace BlazorAspire.LoadTest.Commands.Saving;

internal static class SavingReport
{
    public static string Render(IReadOnlyList<SavingRow> rows, string cores, int rounds, int users, int few) => string.Create(CultureInfo.InvariantCulture, $"""

        Clicks on one replica, client on the same machine: a second with {users} in flight, and the time of one with {few}
        (medians of {rounds} rounds; least to most in brackets):
        {Table(rows)}
        {cores}
        {string.Join(Environment.NewLine, rows.Where(row => row.Goal is not null).Select(Verdict))}

        """);

    public static string Line(SavingRun run) => string.Create(CultureInfo.InvariantCulture,
        $"{run.Many.ClicksPerSecond:0} clicks/s; with few users p50 {run.Few.P50:0.00} ms, p99 {run.Few.P99:0.00} ms");

    private static string Table(IReadOnlyList<SavingRow> rows) => TextTable.Render(
    [
        ["ARM", "CLICKS/S", "P50 ms", "P99 ms", "RATIO TO OFF", "ADDED P50 ms"],
        .. rows.Select(row => new[]
        {
            row.Name,
            row.ClicksPerSecond.ToText("0"),
            Text(row.P50, "0.00"),
            Text(row.P99, "0.00"),
            row.Ratio.ToText("0.00"),
            row.AddedP50.ToText("0.00"),
        }),
    ]);

    private static string Verdict(SavingRow row) => string.Create(CultureInfo.InvariantCulture,
        $"{row.Name}: goal at least {row.Goal!.Ratio:0.00} of the clicks and at most {row.Goal.AddedP50:0.0} ms more. {GoalText.Of(row.IsGoalMet)}");

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
