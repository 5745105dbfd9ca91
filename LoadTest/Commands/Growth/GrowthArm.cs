using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Growth;

/// <summary>What the rounds gave for one server: the medians of each step.</summary>
internal sealed record GrowthArm(string Name, IReadOnlyList<GrowthStep> Steps)
{
    public GrowthStep First => Steps[0];

    public GrowthStep Last => Steps[^1];

    public static GrowthArm Of(string name, IReadOnlyList<IReadOnlyList<GrowthStep>> rounds) =>
        new(name, [.. rounds[0].Select((step, index) => Median(step.Circuits, [.. rounds.Select(round => round[index])]))]);

    private static GrowthStep Median(int circuits, IReadOnlyList<GrowthStep> steps) => new(
        circuits,
        Spread.Of(steps.Select(step => step.OpeningMilliseconds)).Median,
        Spread.Of(steps.Select(step => step.ClickMilliseconds)).Median,
        Spread.Of(steps.Select(step => step.HeapBytes)).Median,
        (long)Spread.Of(steps.Select(step => (double)step.ResidentBytes)).Median);
}
