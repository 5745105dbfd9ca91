using Microsoft.Extensions.Logging;

namespace BlazorAspire.AppHost.Commands;

internal static partial class CommandLog
{
    [LoggerMessage(500, LogLevel.Information, "Replica '{Replica}' moves its users.", EventName = "Draining")]
    public static partial void Draining(ILogger logger, string replica);

    [LoggerMessage(501, LogLevel.Information, "Replica '{Replica}' is drained: {Report}.", EventName = "Drained")]
    public static partial void Drained(ILogger logger, string replica, DrainReport report);

    [LoggerMessage(502, LogLevel.Information, "Replica '{Replica}' is back and takes users.", EventName = "Back")]
    public static partial void Back(ILogger logger, string replica);
}
