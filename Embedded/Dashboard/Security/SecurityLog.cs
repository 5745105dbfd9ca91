namespace Embedded.Dashboard.Security;

internal static partial class SecurityLog
{
    [LoggerMessage(101, LogLevel.Warning, "A page of '{Origin}' asked for something at '{Host}' and was refused.")]
    public static partial void Foreign(ILogger logger, string origin, string host);

    [LoggerMessage(102, LogLevel.Information, "Sign in at {Address}")]
    public static partial void SignInAt(ILogger logger, string address);
}
