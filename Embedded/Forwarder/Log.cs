using Microsoft.Extensions.Logging;

namespace Yarp.ReverseProxy.Forwarder;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "Forwarding to '{Destination}' ended early: {Error}.", EventName = "Canceled")]
    public static partial void Canceled(ILogger logger, string destination, ForwarderError error);

    [LoggerMessage(2, LogLevel.Information, "Forwarding to '{Destination}' failed: {Error}.", EventName = "Failed")]
    public static partial void Failed(ILogger logger, string destination, ForwarderError error, Exception? exception);
}
