using System.Diagnostics.Tracing;

namespace BlazorAspire.ServiceDefaults.Telemetry;

/// <summary>
/// Says in the log that telemetry cannot be sent, once, and once when it can be again. The exporter itself tells nobody but its event source,
/// and that with every attempt.
/// </summary>
internal sealed class ExportWatch(ExportTrouble trouble) : EventListener
{
    public const string SourceName = "OpenTelemetry-Exporter-OpenTelemetryProtocol";

    private static readonly HashSet<string> Failures =
    [
        "FailedToReachCollector", "TransientHttpError", "HttpRequestFailed", "OperationUnexpectedlyCanceled", "RequestTimedOut", "ExportFailure",
    ];

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == SourceName)
        {
            EnableEvents(eventSource, EventLevel.Informational);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // Called for the events of the base class's constructor too, before this one has run.
        if (trouble is null || eventData.EventSource.Name != SourceName || eventData.Payload is not [string endpoint, ..])
        {
            return;
        }

        if (eventData.EventName == "ExportSuccess")
        {
            trouble.Sent(endpoint);
        }
        else if (eventData.EventName is { } name && Failures.Contains(name))
        {
            trouble.Failed(endpoint, name == "RequestTimedOut" ? "it did not answer in time" : ExportReason.Of(eventData.Payload));
        }
    }
}
