namespace BlazorAspire.WebApp.Keys;

internal static partial class KeysLog
{
    [LoggerMessage(1101, LogLevel.Debug, "Another replica has added a Data Protection key meanwhile; '{Key}' is dropped and the other is used.")]
    public static partial void AnotherReplicaWasFirst(ILogger logger, string key);
}
