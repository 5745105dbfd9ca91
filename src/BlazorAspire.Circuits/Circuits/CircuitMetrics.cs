using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http.Connections;

namespace BlazorAspire.Circuits.Circuits;

internal sealed class CircuitMetrics : IDisposable
{
    public const string MeterName = "BlazorAspire.Circuits";

    // Finer around the quarter of a second that a page should not take longer than.
    private static readonly InstrumentAdvice<double> RoundTripBuckets = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.3, 0.5, 0.75, 1, 2.5, 5, 10],
    };

    private readonly Meter _meter;
    private readonly Counter<long> _started;
    private readonly Counter<long> _fallbacks;
    private readonly Counter<long> _resumed;
    private readonly Counter<long> _notResumed;
    private readonly Counter<long> _foreign;
    private readonly Histogram<double> _roundTrip;

    public CircuitMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _started = _meter.CreateCounter<long>("circuits.started", "{circuit}", "Circuits that were started or resumed here, by the transport of their connection.");
        _fallbacks = _meter.CreateCounter<long>("circuits.fallbacks", "{circuit}", "Circuits that were started without a WebSocket, by the transport that they had to take.");
        _resumed = _meter.CreateCounter<long>("circuits.resumed", "{circuit}", "Circuits that were paused, evicted or lost with their process, and were taken up again.");
        _notResumed = _meter.CreateCounter<long>("circuits.resume.failures", "{circuit}", "Circuits that were not taken up again, by reason.");
        _foreign = _meter.CreateCounter<long>("circuits.foreign_calls", "{call}", "Calls for a circuit of another browser or user, which were refused.");
        _roundTrip = _meter.CreateHistogram("circuits.round_trip.duration", "s", "Time from sending a render batch to the client's acknowledgement.", null, RoundTripBuckets);
    }

    public void Begin()
    {
        foreach (var reason in (string[])["gone", "taken", "foreign", "outdated"])
        {
            _notResumed.Add(0, new KeyValuePair<string, object?>("reason", reason));
        }

        _resumed.Add(0);
        _fallbacks.Add(0, Transport(HttpTransportType.LongPolling));
        _fallbacks.Add(0, Transport(HttpTransportType.ServerSentEvents));
    }

    public void Started(HttpTransportType transport) => _started.Add(1, Transport(transport));

    public void FellBack(HttpTransportType transport) => _fallbacks.Add(1, Transport(transport));

    public void Resumed() => _resumed.Add(1);

    public void NotResumed(string reason) => _notResumed.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Foreign(string call) => _foreign.Add(1, new KeyValuePair<string, object?>("call", call));

    public void RoundTrip(TimeSpan took) => _roundTrip.Record(took.TotalSeconds);

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Transport(HttpTransportType transport) => new("transport", transport switch
    {
        HttpTransportType.WebSockets => "web_sockets",
        HttpTransportType.ServerSentEvents => "server_sent_events",
        HttpTransportType.LongPolling => "long_polling",
        _ => "unknown",
    });
}
