namespace BlazorAspire.SignalREmulator.Servers;

internal static partial class ServerLog
{
    [LoggerMessage(1, LogLevel.Debug, "App server '{Server}' has connected hub '{Hub}'.")]
    public static partial void Came(ILogger logger, string server, string hub);

    [LoggerMessage(2, LogLevel.Debug, "App server '{Server}' has closed a connection of hub '{Hub}' that had {Clients} clients.")]
    public static partial void Went(ILogger logger, string server, string hub, int clients);

    [LoggerMessage(3, LogLevel.Warning, "App server '{Server}' sent something for hub '{Hub}' that is no message, and was disconnected. {Reason}")]
    public static partial void Malformed(ILogger logger, string server, string hub, string reason);
}
