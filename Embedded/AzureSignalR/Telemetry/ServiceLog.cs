using Microsoft.Extensions.Logging;

namespace Embedded.AzureSignalR.Telemetry;

internal static partial class ServiceLog
{
    [LoggerMessage(1, LogLevel.Information, "Hub '{Hub}' is connected to the SignalR service at {Address}.")]
    public static partial void Connected(ILogger logger, string hub, string address);

    [LoggerMessage(2, LogLevel.Warning, "Hub '{Hub}' has no connection to the SignalR service at {Address}. Trying again: {Reason}")]
    public static partial void Away(ILogger logger, string hub, string address, string reason);

    [LoggerMessage(3, LogLevel.Warning, "Client '{Connection}' sent more than its hub can take, and was disconnected.")]
    public static partial void Flood(ILogger logger, string connection);

    [LoggerMessage(4, LogLevel.Warning, "The SignalR service did not confirm in time that hub '{Hub}' leaves.")]
    public static partial void NoFarewell(ILogger logger, string hub);

    [LoggerMessage(5, LogLevel.Error, "The connection of client '{Connection}' ended with an error.")]
    public static partial void ClientFailed(ILogger logger, string connection, Exception problem);

    [LoggerMessage(6, LogLevel.Warning, "The SignalR service reports an error for hub '{Hub}': {Message}")]
    public static partial void ServiceError(ILogger logger, string hub, string message);
}
