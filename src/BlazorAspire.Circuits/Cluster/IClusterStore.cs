namespace BlazorAspire.Circuits.Cluster;

/// <summary>Where replicas leave their heartbeats for each other.</summary>
internal interface IClusterStore
{
    /// <summary>Other replicas read and write here too.</summary>
    bool IsShared { get; }

    /// <summary>The time by which heartbeats are told, whatever a replica's own clock says.</summary>
    Task<DateTimeOffset> NowAsync();

    Task WriteAsync(ReplicaHeartbeat heartbeat);

    Task<IReadOnlyList<ReplicaHeartbeat>> ReadAsync();

    Task RemoveAsync(string replica);
}
