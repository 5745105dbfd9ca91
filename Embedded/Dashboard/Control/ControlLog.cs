namespace Embedded.Dashboard.Control;

internal static partial class ControlLog
{
    [LoggerMessage(201, LogLevel.Warning, "The AppHost is not heard any more: {Problem}")]
    public static partial void Lost(ILogger logger, string problem);
}
