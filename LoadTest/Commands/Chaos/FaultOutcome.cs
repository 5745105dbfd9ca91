namespace BlazorAspire.LoadTest.Commands.Chaos;

/// <summary>What one fault did to the users.</summary>
/// <param name="Blackouts">In seconds, of each user whose page lost its server; where none did, of all users.</param>
/// <param name="Hit">Users whose page lost its server: its connection broke, or it was moved.</param>
/// <param name="Lost">Confirmed clicks that were not there any more.</param>
/// <param name="WentBack">How many times a screen showed a lower value than before, be it for a moment.</param>
/// <param name="Duplicated">Counts that no click explains.</param>
/// <param name="Missing">Users who had no confirmed click in the time that they got after the fault.</param>
/// <param name="Drains">Seconds that the drain of a replica took, until its process had ended. Empty for other faults.</param>
internal sealed record FaultOutcome(Fault Fault, IReadOnlyList<double> Blackouts, int Hit, int Lost, int WentBack, int Duplicated, int Missing, IReadOnlyList<double> Drains);
