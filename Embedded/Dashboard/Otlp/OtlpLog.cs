namespace Embedded.Dashboard.Otlp;

internal static partial class OtlpLog
{
    [LoggerMessage(100, LogLevel.Warning, "Telemetry was refused with {Status}: {Reason} This is said once for each status; see the level Debug for the others.", EventName = "RefusedFirst")]
    public static partial void RefusedFirst(ILogger logger, int status, string reason);

    [LoggerMessage(101, LogLevel.Debug, "Telemetry was refused with {Status}: {Reason}", EventName = "Refused")]
    public static partial void Refused(ILogger logger, int status, string reason);
}
