namespace BlazorAspire.WebApp.Cluster;

public enum ReplicaState
{
    Ready,
    Stopping,

    /// <summary>No heartbeat for a while: killed, frozen, or cut off.</summary>
    Lost,
}
