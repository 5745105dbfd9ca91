using Yarp.ReverseProxy.Forwarder;

namespace BlazorAspire.Gateway.Forwarding;

internal static partial class ForwardingLog
{
    [LoggerMessage(400, LogLevel.Information, "A request that failed on replica '{Replica}' is sent again to '{Next}'.", EventName = "Retried")]
    public static partial void Retried(ILogger logger, string replica, string next);

    [LoggerMessage(402, LogLevel.Debug, "Replica '{Replica}' did not take a request; it is sent to '{Next}'.", EventName = "SentElsewhere")]
    public static partial void SentElsewhere(ILogger logger, string replica, string next);

    [LoggerMessage(403, LogLevel.Warning, "Replica '{Replica}' did not take a request, and there is no other place for it.", EventName = "NoPlace")]
    public static partial void NoPlace(ILogger logger, string replica);

    [LoggerMessage(401, LogLevel.Warning, "A request failed ({Error}) and was answered with {Status}.", EventName = "Failed")]
    public static partial void Failed(ILogger logger, ForwarderError error, int status);
}
