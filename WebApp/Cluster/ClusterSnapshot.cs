namespace BlazorAspire.WebApp.Cluster;

/// <summary>The cluster at one moment, ready to be shown.</summary>
public sealed record ClusterSnapshot(ClusterView View, IReadOnlyList<ReplicaStatus> Replicas, DateTimeOffset TakenAt)
{
    /// <summary>Five heartbeats missed.</summary>
    public static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(10);

    public static ClusterSnapshot Of(ClusterView view, IEnumerable<ReplicaHeartbeat> heartbeats, string here, DateTimeOffset now) => new(
        view,
        [.. heartbeats
            .Select(heartbeat => new ReplicaStatus(heartbeat, StateOf(heartbeat, now), heartbeat.Name == here))
            .OrderBy(status => status.Heartbeat.Name, ReplicaNameOrder.Instance)],
        now);

    private static ReplicaState StateOf(ReplicaHeartbeat heartbeat, DateTimeOffset now) =>
        now - heartbeat.SentAt > LostAfter ? ReplicaState.Lost
        : heartbeat.IsStopping ? ReplicaState.Stopping
        : heartbeat.IsFull ? ReplicaState.Full
        : ReplicaState.Ready;
}
