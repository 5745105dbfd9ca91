using BlazorAspire.Circuits.Cluster;

namespace BlazorAspire.Circuits.Drain;

/// <summary>Asks Redis anew: what was read a second ago may not have a replica that has just come.</summary>
internal sealed class OtherReplicas(ClusterDirectory directory, HeartbeatService heartbeats) : IOtherReplicas
{
    public async Task<bool> TakeUsersAsync()
    {
        await heartbeats.BeatAsync(CancellationToken.None);
        var seen = directory.Current;
        return seen.View == ClusterView.RedisAway || seen.Replicas.Any(replica => replica is { IsHere: false, State: ReplicaState.Ready });
    }
}
