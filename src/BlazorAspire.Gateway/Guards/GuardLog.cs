namespace BlazorAspire.Gateway.Guards;

internal static partial class GuardLog
{
    [LoggerMessage(300, LogLevel.Debug, "A request was refused ({Reason}): {Detail}", EventName = "Refused")]
    public static partial void Refused(ILogger logger, string reason, string detail);
}
