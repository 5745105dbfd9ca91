namespace BlazorAspire.Circuits.Cluster;

public enum ClusterView
{
    /// <summary>All replicas, as Redis knows them.</summary>
    Whole,

    /// <summary>Redis does not answer: this replica alone.</summary>
    RedisAway,

    /// <summary>No Redis is configured: there is one replica.</summary>
    Alone,
}
