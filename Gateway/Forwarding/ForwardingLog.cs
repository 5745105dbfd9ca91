using Yarp.ReverseProxy.Forwarder;

namespace BlazorAspire.Gateway.Forwarding;

internal static partial class ForwardingLog
{
    [LoggerMessage(400, LogLevel.Information, "A request that failed on replica '{Replica}' is sent again to '{Next}'.", EventName = "Retried")]
    public static partial void Retried(ILogger logger, string replica, string next);

    [LoggerMessage(401, LogLevel.Warning, "A request failed ({Error}) and was answered with {Status}.", EventName = "Failed")]
    public static partial void Failed(ILogger logger, ForwarderError error, int status);
}
