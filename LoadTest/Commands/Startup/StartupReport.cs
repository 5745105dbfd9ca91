using System.Globalization;
using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Startup;

internal static class StartupReport
{
    public static string Render(StartupResult result) => $"""

        Seconds to be up (runs of each arm, in turn: {result.Pairs.Count}):
        {Times(result)}
        {Verdict(result)}

        Memory of {result.WholeName}, when all was healthy, without 'dotnet run'; medians of the runs (RSS counts a shared page in each process, PSS divides it among them):
        {MemoryReport.Render(result.Pairs.Select(p => p.Whole))}
        """;

    private static string Times(StartupResult result) => TextTable.Render(
        ["ARM", "MEDIAN", "LEAST", "MOST", "SPREAD"],
        Row(result.WholeName, result.Whole),
        Row(result.AloneName, result.Alone),
        Row("ratio within a pair", result.PairRatios));

    private static string Verdict(StartupResult result) => string.Create(CultureInfo.InvariantCulture,
        $"Ratio of the medians: {result.Ratio:0.00}. Goal: at most {StartupResult.Goal:0.00}. {GoalText.Of(result.IsGoalMet)}");

    private static string[] Row(string name, Spread spread) => [name, Text(spread.Median), Text(spread.Least), Text(spread.Most), Text(spread.Width)];

    private static string Text(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
