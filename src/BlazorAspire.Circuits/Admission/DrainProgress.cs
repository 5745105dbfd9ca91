namespace BlazorAspire.Circuits.Admission;

/// <summary>How far a drain is.</summary>
/// <param name="Users">Users who were here since it began.</param>
/// <param name="Moved">Those of them who have left.</param>
public sealed record DrainProgress(int Users, int Moved);
