namespace BlazorAspire.LoadTest.Commands.Drain;

/// <summary>What one rolling restart did to the users.</summary>
/// <param name="Blackouts">Of each user, in seconds: the longest time from one confirmed click to the next, without the time to think.</param>
/// <param name="Confirmed">Clicks that were on a screen.</param>
/// <param name="Lost">Those of them that were not on it any more when the user clicked again.</param>
/// <param name="OldScreens">How many times a screen showed a lower value than before, be it for a moment.</param>
/// <param name="Served">Users whose clicks were still confirmed at the end.</param>
internal sealed record DrainRun(IReadOnlyList<double> Blackouts, TimeSpan Took, int Confirmed, int Lost, int OldScreens, int Served, string? Violation);
