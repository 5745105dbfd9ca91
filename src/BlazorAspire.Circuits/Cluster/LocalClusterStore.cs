namespace BlazorAspire.Circuits.Cluster;

/// <summary>For a replica that runs without Redis: it only ever meets itself.</summary>
internal sealed class LocalClusterStore(TimeProvider time) : IClusterStore
{
    private volatile ReplicaHeartbeat? _own;

    public bool IsShared => false;

    public Task<DateTimeOffset> NowAsync() => Task.FromResult(time.GetUtcNow());

    public Task WriteAsync(ReplicaHeartbeat heartbeat)
    {
        _own = heartbeat;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ReplicaHeartbeat>> ReadAsync() => Task.FromResult<IReadOnlyList<ReplicaHeartbeat>>(_own is { } own ? [own] : []);

    public Task RemoveAsync(string replica)
    {
        _own = null;
        return Task.CompletedTask;
    }
}
