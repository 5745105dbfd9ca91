namespace BlazorAspire.WebApp.Circuits;

internal static partial class CircuitLog
{
    [LoggerMessage(1601, LogLevel.Warning, "A saved circuit was not resumed: {Reason}")]
    public static partial void NotResumed(ILogger logger, string reason);

    [LoggerMessage(1602, LogLevel.Warning, "'{Call}' for a circuit of another browser or user was refused.")]
    public static partial void Foreign(ILogger logger, string call);
}
