namespace BlazorAspire.Circuits.State.Stores;

/// <param name="Owner">The new owner; of two owners of a tab the later one is greater, in ordinal order.</param>
/// <param name="Fields">What the owner before has left; null if there was none.</param>
/// <param name="IsReplaced">The claim came late, and a later owner has the tab: what this one saves has no effect.</param>
/// <param name="From">The replica of the owner before; null if there was none, or it does not tell.</param>
internal sealed record TabClaim(string Owner, StateFields? Fields, bool IsReplaced = false, string? From = null);
