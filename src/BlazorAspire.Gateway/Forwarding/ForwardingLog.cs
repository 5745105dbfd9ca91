using Yarp.ReverseProxy.Forwarder;

namespace BlazorAspire.Gateway.Forwarding;

internal static partial class ForwardingLog
{
    [LoggerMessage(400, LogLevel.Debug, "A request that replica '{Replica}' did not serve is sent again to '{Next}'.", EventName = "SentAgain")]
    public static partial void SentAgain(ILogger logger, string replica, string next);

    [LoggerMessage(403, LogLevel.Warning, "Replica '{Replica}' did not take a request, and there is no other place for it.", EventName = "NoPlace")]
    public static partial void NoPlace(ILogger logger, string replica);

    [LoggerMessage(401, LogLevel.Warning, "A request failed ({Error}) and was answered with {Status}.", EventName = "Failed")]
    public static partial void Failed(ILogger logger, ForwarderError error, int status);
}
