using Microsoft.Extensions.Logging;

namespace Embedded.Hosting.Control;

internal static partial class ControlLog
{
    [LoggerMessage(EventId = 200, EventName = "CommandBroke", Level = LogLevel.Error, Message = "Command '{Command}' ended with an error.")]
    public static partial void CommandBroke(ILogger logger, string command, Exception problem);
}
