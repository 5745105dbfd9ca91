using BlazorAspire.Circuits.Admission;

namespace BlazorAspire.Circuits.Cluster;

/// <summary>The last snapshot of the cluster. Read once for all pages of this replica, however many show it.</summary>
internal sealed class ClusterDirectory(
    ReplicaIdentity identity, HeartbeatSources sources, IClusterStore store, ReplicaAdmission admission, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private ClusterSnapshot? _current;

    /// <summary>Raised on a background thread after <see cref="Current"/> has changed.</summary>
    public event Action? Changed;

    /// <summary>Before the first read: this replica alone.</summary>
    public ClusterSnapshot Current => Volatile.Read(ref _current) ?? OnlyThis(ViewOfStore);

    public ReplicaHeartbeat Own
    {
        get
        {
            var (connected, waiting) = (sources.Circuits.Connected, sources.Circuits.Waiting);
            var roundTrips = sources.Latency.Read();
            return new ReplicaHeartbeat
            {
                Name = identity.Name,
                ProcessId = identity.ProcessId,
                Version = identity.Version,
                StartedAt = identity.StartedAt,
                SentAt = time.GetUtcNow(),
                IsStopping = admission.State == AdmissionState.Draining || lifetime.ApplicationStopping.IsCancellationRequested,
                IsFull = admission.State == AdmissionState.Full,
                ConnectedCircuits = connected,
                WaitingCircuits = waiting,
                MemoryBytes = Environment.WorkingSet,
                BytesPerCircuit = sources.Memory.PerCircuit(connected + waiting),
                LatencyMedian = roundTrips?.Median,
                LatencyP95 = roundTrips?.P95,
                RoundTrips = roundTrips?.Counts,
                State = sources.State.Totals,
                Drain = admission.Drain,
                Arrivals = sources.Arrivals.Read(),
            };
        }
    }

    private ClusterView ViewOfStore => store.IsShared ? ClusterView.Whole : ClusterView.Alone;

    /// <param name="heartbeats">The last of each replica.</param>
    /// <param name="now">By the clock of the heartbeats.</param>
    public void Show(IReadOnlyList<ReplicaHeartbeat> heartbeats, DateTimeOffset now) =>
        Publish(ClusterSnapshot.Of(ViewOfStore, heartbeats, identity.Name, now, Volatile.Read(ref _current)));

    public void ShowRedisAway() => Publish(OnlyThis(ClusterView.RedisAway));

    private ClusterSnapshot OnlyThis(ClusterView view) => ClusterSnapshot.Of(view, [Own], identity.Name, time.GetUtcNow());

    private void Publish(ClusterSnapshot snapshot)
    {
        Volatile.Write(ref _current, snapshot);
        Changed?.Invoke();
    }
}
