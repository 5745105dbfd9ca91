using StackExchange.Redis;

namespace BlazorAspire.Circuits.Cluster;

/// <summary>One Redis hash: a field for each replica, so that all are read in one round trip.</summary>
internal sealed class RedisClusterStore(Func<IDatabase> database, RedisMemory memory, ILogger<RedisClusterStore> logger) : IClusterStore
{
    private static readonly RedisKey Key = "replicas";
    private bool _hasWritten;

    public bool IsShared => true;

    /// <summary>By the clock of Redis, which is the same for all.</summary>
    public async Task<DateTimeOffset> NowAsync()
    {
        var parts = (RedisValue[])(await database().ExecuteAsync("TIME"))!;
        return DateTimeOffset.FromUnixTimeSeconds((long)parts[0]).AddMicroseconds((long)parts[1]);
    }

    public async Task WriteAsync(ReplicaHeartbeat heartbeat)
    {
        var isNew = await database().HashSetAsync(Key, heartbeat.Name, heartbeat.ToJson());
        if (isNew && _hasWritten)
        {
            ClusterLog.RedisForgot(logger);
            memory.Doubt();
        }

        _hasWritten = true;
    }

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
