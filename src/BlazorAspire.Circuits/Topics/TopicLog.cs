namespace BlazorAspire.Circuits.Topics;

internal static partial class TopicLog
{
    [LoggerMessage(1701, LogLevel.Warning, "A message on topic '{Topic}' was dropped ({Reason}): {Problem} The subscription goes on; more of them are only counted, in topics.dropped.")]
    public static partial void Dropped(ILogger logger, string topic, string reason, string problem);

    [LoggerMessage(1702, LogLevel.Warning, "Other replicas were not told of a message on topic '{Topic}': {Reason}. Subscribers of this replica have it.")]
    public static partial void NotPublished(ILogger logger, string topic, string reason);

    [LoggerMessage(1703, LogLevel.Warning, "Topic '{Topic}' does not hear the other replicas: {Reason}. It is tried again when Redis is back.")]
    public static partial void NotLinked(ILogger logger, string topic, string reason);

    [LoggerMessage(1704, LogLevel.Warning, "{Count} messages of replica '{Replica}' on topic '{Topic}' were lost on the way here.")]
    public static partial void Lost(ILogger logger, long count, string replica, string topic);

    [LoggerMessage(1705, LogLevel.Error, "A subscriber of topic '{Topic}' failed. Its subscription goes on.")]
    public static partial void SubscriberFailed(ILogger logger, Exception exception, string topic);

    [LoggerMessage(1706, LogLevel.Warning, "The other replicas were not told who is on topic '{Topic}': {Reason}")]
    public static partial void PresenceNotTold(ILogger logger, string topic, string reason);
}
