using System.Diagnostics.Tracing;

namespace BlazorAspire.ServiceDefaults.Telemetry;

/// <summary>Hears what becomes of each export. The exporter writes it to its event source only, at every attempt.</summary>
internal sealed class ExporterListener(ExporterFailureLog log) : EventListener
{
    private const string SourceName = "OpenTelemetry-Exporter-OpenTelemetryProtocol";

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == SourceName)
        {
            EnableEvents(eventSource, EventLevel.Informational);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventSource.Name != SourceName || eventData.Payload is not [string endpoint, ..])
        {
            return;
        }

        switch (eventData.EventName)
        {
            case "ExportSuccess":
                log.Sent(endpoint);
                break;
            case "RequestTimedOut":
                log.Failed(endpoint, "it did not answer in time");
                break;
            case "FailedToReachCollector" or "TransientHttpError" or "HttpRequestFailed" or "OperationUnexpectedlyCanceled"
                or "ExportFailure":
                log.Failed(endpoint, eventData.Payload[^1] as string ?? "");
                break;
        }
    }
}
