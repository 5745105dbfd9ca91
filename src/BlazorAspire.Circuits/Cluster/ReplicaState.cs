namespace BlazorAspire.Circuits.Cluster;

public enum ReplicaState
{
    Ready,

    /// <summary>It keeps its users and takes no new ones.</summary>
    Full,

    Stopping,

    /// <summary>No heartbeat for a while: killed, frozen, or cut off.</summary>
    Lost,
}
