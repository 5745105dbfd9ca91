using System.Globalization;

namespace BlazorAspire.LoadTest.Commands.Growth;

internal static class GrowthReport
{
    public static string Render(GrowthResult result, int rounds) => string.Create(CultureInfo.InvariantCulture, $"""

        One replica with the counter open in ever more tabs, client on the same machine (medians of {rounds} rounds):
        {TextTable.Render([Head(), .. Rows(result)])}
        {string.Join(Environment.NewLine, Verdicts(result))}

        """);

    public static string Line(IReadOnlyList<GrowthStep> steps) => string.Create(
        CultureInfo.InvariantCulture, $"{steps[^1].Circuits} circuits, {steps[^1].HeapBytes / 1024:0.0} KB each, {steps[^1].OpeningMilliseconds:0.00} ms to open one");

    public static string[] Head() => ["CIRCUITS", "KB EACH", "BARE", "RESIDENT MB", "BARE", "MS TO OPEN", "BARE", "MS A CLICK", "BARE"];

    public static IEnumerable<string[]> Rows(GrowthResult result) => result.Ours.Steps.Zip(result.Bare.Steps, (ours, bare) => new[]
    {
        Text(ours.Circuits, "0"),
        Text(ours.HeapBytes / 1024, "0.0"),
        Text(bare.HeapBytes / 1024, "0.0"),
        Text(ours.ResidentBytes / 1024.0 / 1024, "0"),
        Text(bare.ResidentBytes / 1024.0 / 1024, "0"),
        Text(ours.OpeningMilliseconds, "0.00"),
        Text(bare.OpeningMilliseconds, "0.00"),
        Text(ours.ClickMilliseconds, "0.00"),
        Text(bare.ClickMilliseconds, "0.00"),
    });

    public static IReadOnlyList<string> Verdicts(GrowthResult result) =>
    [
        string.Create(CultureInfo.InvariantCulture,
            $"Managed memory of a circuit: {result.HeapKilobytes:0.0} KB, {result.HeapRatio:0.00} of the bare app's. Goal: at most {GrowthResult.MostHeapKilobytes:0} KB and {GrowthResult.MostHeapRatio:0.00}. {GoalText.Of(result.IsHeapMet)}"),
        string.Create(CultureInfo.InvariantCulture,
            $"{result.Ours.Last.Circuits} circuits in {result.ResidentMegabytes:0} MB. Goal: at most {GrowthResult.MostResidentMegabytes:0} MB. {GoalText.Of(result.IsResidentMet)}"),
        string.Create(CultureInfo.InvariantCulture,
            $"From {result.Ours.First.Circuits} to {result.Ours.Last.Circuits} circuits, for each: memory {result.HeapGrowth:0.00}, opening {result.OpeningGrowth:0.00}, a click {result.ClickGrowth:0.00} of what it was. Goal: at most {GrowthResult.MostGrowth:0.00}. {GoalText.Of(result.IsGrowthMet)}"),
    ];

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
