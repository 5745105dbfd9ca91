namespace BlazorAspire.Circuits.Security;

internal static partial class SecurityLog
{
    [LoggerMessage(1201, LogLevel.Warning, "A page of '{Origin}' asked for {Path} and was refused.")]
    public static partial void ForeignOrigin(ILogger logger, string origin, string path);
}
