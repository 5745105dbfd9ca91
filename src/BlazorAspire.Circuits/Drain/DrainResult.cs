namespace BlazorAspire.Circuits.Drain;

/// <param name="Moved">Users who have left.</param>
/// <param name="Left">Users who were still there at the deadline.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record DrainResult(int Moved, int Left, double Seconds);
