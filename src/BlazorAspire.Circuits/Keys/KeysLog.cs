namespace BlazorAspire.Circuits.Keys;

internal static partial class KeysLog
{
    [LoggerMessage(1101, LogLevel.Debug, "Another replica has added a Data Protection key meanwhile; '{Key}' is dropped and the other is used.")]
    public static partial void AnotherReplicaWasFirst(ILogger logger, string key);

    [LoggerMessage(1102, LogLevel.Information, "Redis had forgotten {Count} Data Protection keys, and has them again.")]
    public static partial void Restored(ILogger logger, int count);

    [LoggerMessage(1103, LogLevel.Warning, "The Data Protection keys could not be put back into Redis: {Reason}. It is tried again every few seconds.")]
    public static partial void NotRestored(ILogger logger, string reason);

    [LoggerMessage(1104, LogLevel.Warning, "The Data Protection keys could not be read from Redis: {Reason}. A replica that never had them is not ready until Redis is there; one that has them goes on.")]
    public static partial void NotRead(ILogger logger, string reason);
}
