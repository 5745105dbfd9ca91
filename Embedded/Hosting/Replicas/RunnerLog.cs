using Microsoft.Extensions.Logging;

namespace Embedded.Hosting.Replicas;

internal static partial class RunnerLog
{
    [LoggerMessage(EventId = 100, EventName = "ResourceRestarting", Level = LogLevel.Warning,
        Message = "Resource '{Resource}': {Reason}. It is started again in {Delay:0.0} s (restart {Restarts}).")]
    public static partial void Restarting(ILogger logger, string resource, string reason, double delay, int restarts);

    [LoggerMessage(EventId = 101, EventName = "ResourceKilled", Level = LogLevel.Warning,
        Message = "Resource '{Resource}' did not end within {Limit:0} s of being asked to, and was killed.")]
    public static partial void Killed(ILogger logger, string resource, double limit);
}
