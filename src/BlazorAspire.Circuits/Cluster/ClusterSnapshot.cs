namespace BlazorAspire.Circuits.Cluster;

/// <summary>The cluster at one moment, ready to be shown.</summary>
public sealed record ClusterSnapshot(ClusterView View, IReadOnlyList<ReplicaStatus> Replicas, DateTimeOffset TakenAt)
{
    /// <summary>Five heartbeats missed.</summary>
    public static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(10);

    /// <summary>Replicas that have drained and ended, for as long as a lost one is shown.</summary>
    public IReadOnlyList<ReplicaHeartbeat> Ended { get; init; } = [];

    /// <param name="view">What the heartbeats are of.</param>
    /// <param name="heartbeats">The last of each replica.</param>
    /// <param name="here">The replica that serves this page.</param>
    /// <param name="now">When they were read, by their clock.</param>
    /// <param name="before">The snapshot before, to tell how fast counts rise.</param>
    public static ClusterSnapshot Of(ClusterView view, IReadOnlyCollection<ReplicaHeartbeat> heartbeats, string here, DateTimeOffset now, ClusterSnapshot? before = null) => new(
        view,
        [.. heartbeats
            .Where(heartbeat => !heartbeat.HasEnded)
            .Select(heartbeat => new ReplicaStatus(heartbeat, StateOf(heartbeat, now), heartbeat.Name == here)
            {
                SavesPerSecond = SaveRateOf(heartbeat, before?.Replicas.FirstOrDefault(replica => replica.Heartbeat.Name == heartbeat.Name)),
            })
            .OrderBy(status => status.Heartbeat.Name, ReplicaNameOrder.Instance)],
        now)
    {
        Ended = [.. heartbeats.Where(heartbeat => heartbeat.HasEnded).OrderBy(heartbeat => heartbeat.Name, ReplicaNameOrder.Instance)],
    };

    private static ReplicaState StateOf(ReplicaHeartbeat heartbeat, DateTimeOffset now) =>
        now - heartbeat.SentAt > LostAfter ? ReplicaState.Lost
        : heartbeat.IsStopping ? ReplicaState.Stopping
        : heartbeat.IsFull ? ReplicaState.Full
        : ReplicaState.Ready;

    private static double? SaveRateOf(ReplicaHeartbeat now, ReplicaStatus? before) => (now.State, before?.Heartbeat) switch
    {
        (not null, { State: not null } last) when last.ProcessId != now.ProcessId => null,
        (not null, { State: not null } last) when last.SentAt >= now.SentAt => before!.SavesPerSecond,
        ({ } state, { State: { } past } last) => Math.Max(0, state.Saves - past.Saves) / (now.SentAt - last.SentAt).TotalSeconds,
        _ => null,
    };
}
