namespace BlazorAspire.Circuits.Versions;

/// <param name="Name">The version.</param>
/// <param name="Replicas">The names of the replicas that run it and take users.</param>
internal sealed record NewVersion(string Name, IReadOnlyList<string> Replicas);
