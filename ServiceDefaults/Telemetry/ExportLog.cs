using Microsoft.Extensions.Logging;

namespace BlazorAspire.ServiceDefaults.Telemetry;

internal static partial class ExportLog
{
    [LoggerMessage(2011, LogLevel.Warning,
        "Telemetry cannot be sent to {Endpoint}: {Reason}. The app goes on, and what cannot be sent is dropped; this is not said again until it works. Check OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL and OTEL_EXPORTER_OTLP_HEADERS.")]
    public static partial void NotSent(ILogger logger, string endpoint, string reason);

    [LoggerMessage(2012, LogLevel.Information, "Telemetry is sent to {Endpoint} again.")]
    public static partial void SentAgain(ILogger logger, string endpoint);
}
