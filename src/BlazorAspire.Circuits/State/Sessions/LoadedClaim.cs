namespace BlazorAspire.Circuits.State.Sessions;

/// <param name="Owner">What the circuit saves the tab's state as.</param>
/// <param name="IsReplaced">The claim came late, and a circuit that was started later has the tab: what this one saves of it has no effect.</param>
/// <param name="Entries">What is saved for the tab and for the user.</param>
internal sealed record LoadedClaim(string Owner, bool IsReplaced, IReadOnlyList<StateEntry> Entries);
