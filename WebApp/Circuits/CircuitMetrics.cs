using System.Diagnostics.Metrics;

namespace BlazorAspire.WebApp.Circuits;

internal sealed class CircuitMetrics : IDisposable
{
    public const string MeterName = "BlazorAspire.Circuits";
    private readonly Meter _meter;
    private readonly Counter<long> _resumed;
    private readonly Counter<long> _notResumed;
    private readonly Counter<long> _foreign;

    public CircuitMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _resumed = _meter.CreateCounter<long>("circuits.resumed", "{circuit}", "Paused or evicted circuits that were taken up again.");
        _notResumed = _meter.CreateCounter<long>("circuits.resume.failures", "{circuit}", "Circuits that were not taken up again, by reason.");
        _foreign = _meter.CreateCounter<long>("circuits.foreign_calls", "{call}", "Calls for a circuit of another browser or user, which were refused.");
    }

    public void Resumed() => _resumed.Add(1);

    public void NotResumed(string reason) => _notResumed.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Foreign(string call) => _foreign.Add(1, new KeyValuePair<string, object?>("call", call));

    public void Dispose() => _meter.Dispose();
}
