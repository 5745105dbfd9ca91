namespace BlazorAspire.Circuits.Admission;

internal static partial class AdmissionLog
{
    [LoggerMessage(1901, LogLevel.Information, "No page could be opened before the first user comes, who waits a little longer: {Reason}")]
    public static partial void NotWarm(ILogger logger, string reason);
}
