namespace Evergreen.WebApp.Board;

internal static partial class BoardLog
{
    [LoggerMessage(1801, LogLevel.Warning, "A message that Redis keeps for the board is not readable and is left out: {Reason}")]
    public static partial void Unreadable(ILogger logger, string reason);

    [LoggerMessage(1802, LogLevel.Warning, "A message of the board was not kept: {Reason}. Who has the board open sees it, and a page that is opened later does not.")]
    public static partial void NotKept(ILogger logger, string reason);

    [LoggerMessage(1803, LogLevel.Warning, "The last messages of the board could not be read: {Reason}. The board opens without them.")]
    public static partial void NotRead(ILogger logger, string reason);

    [LoggerMessage(1804, LogLevel.Warning, "The clients of the board's hub were not told of a message: {Reason}")]
    public static partial void NotTold(ILogger logger, string reason);
}
