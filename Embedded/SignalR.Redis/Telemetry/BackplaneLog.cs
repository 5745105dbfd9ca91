using Microsoft.Extensions.Logging;

namespace Embedded.SignalR.Redis.Telemetry;

internal static partial class BackplaneLog
{
    private const string Here = "Clients of this server still get what is sent on it; the others' messages are missed, and counted.";

    [LoggerMessage(1, LogLevel.Information, "Hub '{Hub}' is connected with its other servers by Redis at {EndPoints}.")]
    public static partial void Connected(ILogger logger, string hub, string endPoints);

    [LoggerMessage(2, LogLevel.Error, "Hub '{Hub}' has lost its other servers: Redis at {EndPoints} cannot be reached ({Reason}). " + Here
        + " Check that the server runs, and the address in the connection string. It is tried again until it works.")]
    public static partial void Away(ILogger logger, string hub, string endPoints, string reason);

    [LoggerMessage(3, LogLevel.Error, "Hub '{Hub}' has lost its other servers: Redis at {EndPoints} refuses the password. " + Here
        + " Check 'password' in the connection string. It is tried again until it works.")]
    public static partial void PasswordRefused(ILogger logger, string hub, string endPoints);

    [LoggerMessage(4, LogLevel.Information, "Hub '{Hub}' has its other servers back, by Redis at {EndPoints}.")]
    public static partial void Back(ILogger logger, string hub, string endPoints);

    [LoggerMessage(5, LogLevel.Warning, "Hub '{Hub}' has lost messages: {Unsent} of this server were not sent, {Missed} of other servers were not received.")]
    public static partial void Lost(ILogger logger, string hub, long unsent, long missed);

    [LoggerMessage(6, LogLevel.Warning, "Hub '{Hub}' has dropped {Count} messages on its channel that it could not read. The last: {Reason}")]
    public static partial void Rejected(ILogger logger, string hub, long count, string reason);

    [LoggerMessage(7, LogLevel.Warning, "Connection '{Connection}' of hub '{Hub}' takes its messages too slowly. Those that it has no room for are dropped.")]
    public static partial void Slow(ILogger logger, string connection, string hub);

    [LoggerMessage(8, LogLevel.Warning, "Hub '{Hub}' hears nothing of its own, though Redis takes it. It subscribes again.")]
    public static partial void NoEcho(ILogger logger, string hub);

    [LoggerMessage(9, LogLevel.Debug, "A message could not be written to its client.")]
    public static partial void NotWritten(ILogger logger, Exception problem);

    [LoggerMessage(10, LogLevel.Error, "Hub '{Hub}' could not handle a message of another server. The next are handled all the same.")]
    public static partial void NotHandled(ILogger logger, string hub, Exception problem);

    [LoggerMessage(13, LogLevel.Critical, "Hub '{Hub}' has no backplane any more, by an error of its own. Restart this server.")]
    public static partial void Broken(ILogger logger, string hub, Exception problem);

    [LoggerMessage(11, LogLevel.Debug, "Redis connection: {Text}")]
    public static partial void Client(ILogger logger, string text);

    [LoggerMessage(12, LogLevel.Debug, "Hub '{Hub}' could not say good-bye to its other servers: {Reason}")]
    public static partial void NoFarewell(ILogger logger, string hub, string reason);
}
