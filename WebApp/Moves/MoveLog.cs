namespace BlazorAspire.WebApp.Moves;

internal static partial class MoveLog
{
    [LoggerMessage(1401, LogLevel.Debug, "A page could not be asked to move ({Reason}): {Problem}")]
    public static partial void NotMoved(ILogger logger, string reason, string problem);
}
