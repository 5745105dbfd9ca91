using StackExchange.Redis;

namespace BlazorAspire.Circuits.Cluster;

/// <summary>Tells when Redis may have forgotten what it was told: it was away, another has taken its place, or it lacks what this replica wrote a moment ago.</summary>
internal sealed class RedisMemory
{
    public RedisMemory(IConnectionMultiplexer connection)
    {
        connection.ConnectionRestored += (_, _) => Doubt();
        // The client can be used a moment after it tells of the connection, and tells of that by this.
        connection.ConfigurationChanged += (_, _) => Doubt();
    }

    /// <summary>Raised on any thread.</summary>
    public event Action? MayBeLost;

    public void Doubt() => MayBeLost?.Invoke();
}
