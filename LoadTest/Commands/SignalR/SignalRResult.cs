using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.SignalR;

/// <summary>What all of it gave. Ratio and added time are taken within each round, and then their medians over the rounds.</summary>
internal sealed record SignalRResult(IReadOnlyList<SignalRRun> Direct, IReadOnlyList<SignalRRun> Emulator, HeldResult Held)
{
    public const double LeastRatio = 0.5;
    public const double MostAddedP50 = 1.5;
    public const double MostFarewell = 100;

    public Spread Ratio => Spread.Of(Emulator.Zip(Direct, (with, without) => with.Many.ClicksPerSecond / without.Many.ClicksPerSecond));

    public Spread AddedP50 => Spread.Of(Emulator.Zip(Direct, (with, without) => with.Few.P50 - without.Few.P50));

    public bool IsRatioMet => Ratio.Median >= LeastRatio;

    public bool IsAddedP50Met => AddedP50.Median <= MostAddedP50;

    public bool IsFarewellMet => Held.Farewells.Most <= MostFarewell;

    public bool IsGoalMet => IsRatioMet && IsAddedP50Met && IsFarewellMet && Held.IsHeld && Held.Misroutes == 0;
}
