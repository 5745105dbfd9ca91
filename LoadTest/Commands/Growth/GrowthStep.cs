namespace BlazorAspire.LoadTest.Commands.Growth;

/// <summary>What a server with so many open circuits needs.</summary>
/// <param name="OpeningMilliseconds">For each circuit opened since the step before, at the pace of the users who opened them side by side.</param>
/// <param name="ClickMilliseconds">The median of some clicks.</param>
/// <param name="HeapBytes">Live managed memory above that of the server without circuits, for each circuit.</param>
/// <param name="ResidentBytes">Of the whole process.</param>
internal sealed record GrowthStep(int Circuits, double OpeningMilliseconds, double ClickMilliseconds, double HeapBytes, long ResidentBytes);
