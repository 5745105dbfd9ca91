using System.Globalization;

namespace BlazorAspire.LoadTest.Commands.Starts;

internal static class StartsReport
{
    public static string Render(IReadOnlyList<StartsResult> results, int rounds, int users) => string.Create(CultureInfo.InvariantCulture, $"""

        Circuits started a second on one replica, client on the same machine, {users} users who open a page and leave it
        (medians of {rounds} rounds; least to most in brackets):
        {Table(results)}
        {string.Join(Environment.NewLine, results.Select(result => $"{result.Server}: {result.Cores}"))}
        {string.Join(Environment.NewLine, results.SelectMany(Verdicts))}

        """);

    public static string Line(StartsRun run) => string.Create(CultureInfo.InvariantCulture, $"{run.PerSecond:0.0} circuits/s");

    private static string Table(IReadOnlyList<StartsResult> results) => TextTable.Render(
    [
        ["REDIS, ARM", "CIRCUITS/S", "RATIO TO NONE"],
        .. results.SelectMany(result => result.Rows, (result, row) => new[] { $"{result.Server}, {row.Arm}", row.PerSecond.ToText("0.0"), row.Ratio.ToText("0.00") }),
    ]);

    private static IEnumerable<string> Verdicts(StartsResult result) => result.Rows.Where(row => row.Goal is not null).Select(row => string.Create(
        CultureInfo.InvariantCulture, $"{result.Server}, {row.Arm}: goal at least {row.Goal:0.00} of the circuits without it. {GoalText.Of(row.IsGoalMet)}"));
}
