namespace BlazorAspire.Circuits.State;

/// <summary>What a replica has counted of its circuits' state since it started.</summary>
/// <param name="Saves">Writes to the state store.</param>
/// <param name="Failed">Attempts to write that failed; each is made again.</param>
/// <param name="Unsaved">Circuits that show something at this moment which the store did not take in time.</param>
/// <param name="Restored">Circuits that started with saved state.</param>
/// <param name="Lost">Circuits whose saved state was gone when their page came back, or that ended unsaved and were given up.</param>
public sealed record StateTotals(long Saves, long Failed, long Unsaved, long Restored, long Lost);
