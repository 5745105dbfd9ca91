using Microsoft.Extensions.Logging;

namespace BlazorAspire.ServiceDefaults.Telemetry;

/// <summary>Logs once, for all signals together, that telemetry does not arrive, and once that all of it arrives again.</summary>
internal sealed partial class ExporterFailureLog(TimeProvider time, ILogger<ExporterFailureLog> logger)
{
    /// <summary>A receiver that comes and goes is not logged each time.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _failing = new(StringComparer.Ordinal);
    private long? _loggedAt;
    private bool _isLogged;

    /// <param name="exception">The text of the whole exception: its type, its message, and where it was thrown.</param>
    public void Failed(string endpoint, string exception)
    {
        lock (_lock)
        {
            _failing.Add(endpoint);
            if (_isLogged || (_loggedAt is { } at && time.GetElapsedTime(at) < Quiet))
            {
                return;
            }

            (_isLogged, _loggedAt) = (true, time.GetTimestamp());
        }

        NotSent(endpoint, MessageOf(exception));
    }

    public void Sent(string endpoint)
    {
        lock (_lock)
        {
            _failing.Remove(endpoint);
            if (!_isLogged || _failing.Count > 0)
            {
                return;
            }

            _isLogged = false;
        }

        SentAgain(endpoint);
    }

    internal static string MessageOf(string exception)
    {
        var message = exception.Split('\n')[0].Split("---> ")[0].Split("Exception: ", 2)[^1].Trim().TrimEnd('.');
        return message.Length == 0 ? "the exporter does not say why" : message;
    }

    [LoggerMessage(2011, LogLevel.Warning,
        "Telemetry cannot be sent to {Endpoint}: {Reason}. The app goes on, and what cannot be sent is dropped; "
        + "this is not logged again until it works. "
        + "Check OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL and OTEL_EXPORTER_OTLP_HEADERS.")]
    private partial void NotSent(string endpoint, string reason);

    [LoggerMessage(2012, LogLevel.Information, "Telemetry is sent to {Endpoint} again.")]
    private partial void SentAgain(string endpoint);
}
