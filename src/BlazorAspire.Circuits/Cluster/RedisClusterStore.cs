using StackExchange.Redis;

namespace BlazorAspire.Circuits.Cluster;

/// <summary>One Redis hash: a field for each replica, so that all are read in one round trip.</summary>
internal sealed class RedisClusterStore(Func<IDatabase> database, ILogger<RedisClusterStore> logger) : IClusterStore
{
    private static readonly RedisKey Key = "BlazorAspire:replicas";

    public bool IsShared => true;

    public Task WriteAsync(ReplicaHeartbeat heartbeat) => database().HashSetAsync(Key, heartbeat.Name, heartbeat.ToJson());

    public Task RemoveAsync(string replica) => database().HashDeleteAsync(Key, replica);

    public async Task<IReadOnlyList<ReplicaHeartbeat>> ReadAsync()
    {
        var heartbeats = new List<ReplicaHeartbeat>();
        foreach (var entry in await database().HashGetAllAsync(Key))
        {
            if (ReplicaHeartbeat.TryParse((string?)entry.Value ?? "", out var heartbeat, out var reason))
            {
                heartbeats.Add(heartbeat);
            }
            else
            {
                ClusterLog.HeartbeatUnreadable(logger, (string?)entry.Name ?? "", reason);
            }
        }

        return heartbeats;
    }
}
