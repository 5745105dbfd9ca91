using Microsoft.Extensions.Logging;

namespace BlazorAspire.Hosting;

internal static partial class HostingLog
{
    [LoggerMessage(500, LogLevel.Information, "The app is at {Address}", EventName = "AppReady")]
    public static partial void AppReady(ILogger logger, string address);

    [LoggerMessage(501, LogLevel.Information, "Replica '{Replica}' is draining.", EventName = "Draining")]
    public static partial void Draining(ILogger logger, string replica);

    [LoggerMessage(502, LogLevel.Information, "Replica '{Replica}' is drained: {Report}.", EventName = "Drained")]
    public static partial void Drained(ILogger logger, string replica, DrainReport report);

    [LoggerMessage(503, LogLevel.Information, "Replica '{Replica}' is ready again.", EventName = "ReadyAgain")]
    public static partial void ReadyAgain(ILogger logger, string replica);

    [LoggerMessage(510, LogLevel.Warning, "Resource '{Resource}' ended with exit code {ExitCode}. It is started again in {Delay:0.0} s.", EventName = "Crashed")]
    public static partial void Crashed(ILogger logger, string resource, int? exitCode, double delay);

    [LoggerMessage(511, LogLevel.Error, "Resource '{Resource}' ended {Times} times before it was healthy, the last time with exit code {ExitCode}, and is not started again. Mend the cause, then start it on the dashboard. Its last lines:\n{Lines}", EventName = "CrashLoop")]
    public static partial void CrashLoop(ILogger logger, string resource, int times, int? exitCode, string lines);

    [LoggerMessage(512, LogLevel.Error, "Resource '{Resource}' crashed and could not be started again. Start it on the dashboard.", EventName = "RestartFailed")]
    public static partial void RestartFailed(ILogger logger, string resource, Exception problem);
}
