using Microsoft.AspNetCore.Http.Connections;

namespace BlazorAspire.Circuits.Circuits;

internal static partial class CircuitLog
{
    [LoggerMessage(1601, LogLevel.Warning, "A saved circuit was not resumed: {Reason}")]
    public static partial void NotResumed(ILogger logger, string reason);

    [LoggerMessage(1602, LogLevel.Warning, "'{Call}' for a circuit of another browser or user was refused.")]
    public static partial void Foreign(ILogger logger, string call);

    [LoggerMessage(1603, LogLevel.Warning,
        "A browser fell back from WebSockets to {Transport}, which is slower and takes more of the server. Where that is not its network's doing: check that each proxy on the way passes on the headers 'Upgrade' and 'Connection', speaks HTTP/1.1 to the app, and has WebSockets switched on. Said once an hour at most; 'circuits.fallbacks' counts them.")]
    public static partial void FellBack(ILogger logger, HttpTransportType transport);

    [LoggerMessage(1604, LogLevel.Debug, "How many circuits are paused is not known: {Reason}")]
    public static partial void PausedUnknown(ILogger logger, string reason);

    [LoggerMessage(1605, LogLevel.Debug, "A circuit cannot be resumed when this process dies, its page is then loaded anew: {Reason}")]
    public static partial void NotKept(ILogger logger, string reason);

    [LoggerMessage(1606, LogLevel.Debug, "A page said that it is at an address outside of the app, and was disconnected.")]
    public static partial void OutsideOfTheApp(ILogger logger);
}
