namespace BlazorAspire.LoadTest.Commands.Chaos;

/// <param name="Outcomes">Of the faults that were done, in their order.</param>
/// <param name="Clicks">Clicks that were sent.</param>
/// <param name="Confirmed">Those of them that a screen has shown to be counted.</param>
/// <param name="Kept">Users of whom every confirmed click was there at every moment, and when they opened the page anew at the end.</param>
/// <param name="AtEnd">Clicks that were not there, or too many, only when the users opened the page anew at the end.</param>
/// <param name="Violation">The first thing that went wrong, with what came before it; null when nothing did.</param>
internal sealed record ChaosResult(int Users, int Seed, IReadOnlyList<FaultOutcome> Outcomes, int Clicks, int Confirmed, int Kept, ClickTotals AtEnd, string? Violation)
{
    public int Lost => Outcomes.Sum(outcome => outcome.Lost) + AtEnd.Lost;

    public int WentBack => Outcomes.Sum(outcome => outcome.WentBack) + AtEnd.WentBack;

    public int Duplicated => Outcomes.Sum(outcome => outcome.Duplicated) + AtEnd.Duplicated;

    public int Missing => Outcomes.Sum(outcome => outcome.Missing);

    /// <summary>Whether the history is that of a counter: nothing gone, nothing made up.</summary>
    public bool IsTrue => Lost == 0 && WentBack == 0 && Duplicated == 0 && Violation is null;
}
