using BlazorAspire.Gateway.Replicas;

namespace BlazorAspire.Gateway.Health;

internal interface IReplicaProbe
{
    /// <summary>Asks a replica once how it is; null when it does not answer in time. Throws only when <paramref name="cancellationToken"/> is cancelled.</summary>
    Task<ReplicaState?> ProbeAsync(Replica replica, CancellationToken cancellationToken);
}
