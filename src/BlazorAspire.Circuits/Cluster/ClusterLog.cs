namespace BlazorAspire.Circuits.Cluster;

internal static partial class ClusterLog
{
    [LoggerMessage(1001, LogLevel.Information,
        "No connection string 'redis' is set: this replica runs alone, with Data Protection keys of its own. 'dotnet run --project AppHost' starts a cluster.")]
    public static partial void RunsAlone(ILogger logger);

    [LoggerMessage(1002, LogLevel.Warning, "Redis does not answer: {Reason}. Circuits go on; the cluster page shows this replica only until Redis is back.")]
    public static partial void RedisDoesNotAnswer(ILogger logger, string reason);

    [LoggerMessage(1003, LogLevel.Information, "Redis answers again. The cluster page shows all replicas.")]
    public static partial void RedisAnswersAgain(ILogger logger);

    [LoggerMessage(1004, LogLevel.Warning, "The heartbeat of replica '{Replica}' in Redis is not readable and is left out: {Reason}")]
    public static partial void HeartbeatUnreadable(ILogger logger, string replica, string reason);

    [LoggerMessage(1005, LogLevel.Information, "This replica could not sign off in Redis: {Reason}. The others show it as lost for a minute.")]
    public static partial void NotRemoved(ILogger logger, string reason);

    [LoggerMessage(1006, LogLevel.Warning, "Redis has forgotten this replica, and what else it kept: all that its users have here is written again.")]
    public static partial void RedisForgot(ILogger logger);

    [LoggerMessage(1007, LogLevel.Warning, "Redis drops keys when its memory is full: its maxmemory-policy is '{Policy}'. Users would lose their state. Set it to noeviction, and give this app a Redis of its own.")]
    public static partial void RedisEvicts(ILogger logger, string policy);

    [LoggerMessage(1008, LogLevel.Debug, "Redis does not tell its maxmemory-policy: {Reason}.")]
    public static partial void PolicyUnknown(ILogger logger, string reason);
}
