namespace BlazorAspire.Circuits.Cluster;

/// <summary>A replica as this one sees it.</summary>
/// <param name="Heartbeat">The last that it told.</param>
/// <param name="State">What follows from it.</param>
/// <param name="IsHere">It is the replica that serves this page.</param>
public sealed record ReplicaStatus(ReplicaHeartbeat Heartbeat, ReplicaState State, bool IsHere)
{
    /// <summary>Writes to the state store between its last two heartbeats; null until there are two.</summary>
    public double? SavesPerSecond { get; init; }
}
