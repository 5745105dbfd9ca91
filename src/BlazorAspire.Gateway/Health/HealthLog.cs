using BlazorAspire.Gateway.Replicas;

namespace BlazorAspire.Gateway.Health;

internal static partial class HealthLog
{
    [LoggerMessage(200, LogLevel.Information, "Replica '{Replica}' is {State} (was {Before}).", EventName = "ReplicaChanged")]
    public static partial void ReplicaChanged(ILogger logger, string replica, ReplicaState state, ReplicaState before);

    [LoggerMessage(201, LogLevel.Warning, "Replica '{Replica}' is Dead (was {Before}): {Reason}. Its users move to other replicas.", EventName = "ReplicaDied")]
    public static partial void ReplicaDied(ILogger logger, string replica, ReplicaState before, string reason);

    [LoggerMessage(202, LogLevel.Debug, "The probe of replica '{Replica}' failed: {Reason}", EventName = "ProbeFailed")]
    public static partial void ProbeFailed(ILogger logger, string replica, string reason);

    [LoggerMessage(203, LogLevel.Debug, "The probe of replica '{Replica}' had no answer in {Timeout}.", EventName = "ProbeTimedOut")]
    public static partial void ProbeTimedOut(ILogger logger, string replica, TimeSpan timeout);

    [LoggerMessage(206, LogLevel.Information, "Replica '{Replica}' answers '{Path}' with {Status}, so it gets no users.", EventName = "NotOk")]
    public static partial void NotOk(ILogger logger, string replica, string path, int status);

    [LoggerMessage(205, LogLevel.Warning,
        "Replica '{Replica}' has no '{Path}' (404), so it gets no users. Set 'Gateway:Health:Port' to its 'Management:Port', or correct 'Gateway:Health:Path'.",
        EventName = "NoHealth")]
    public static partial void NoHealth(ILogger logger, string replica, string path);
}
