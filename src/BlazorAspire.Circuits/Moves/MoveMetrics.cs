using System.Diagnostics.Metrics;

namespace BlazorAspire.Circuits.Moves;

internal sealed class MoveMetrics : IDisposable
{
    public const string MeterName = "BlazorAspire.Moves";
    private readonly Meter _meter;
    private readonly Counter<long> _moved;
    private readonly Counter<long> _drained;

    public MoveMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _moved = _meter.CreateCounter<long>("circuits.moved", "{circuit}", "Circuits whose page was asked to go to another replica, by reason.");
        _drained = _meter.CreateCounter<long>("circuits.drained", "{circuit}", "Circuits of a draining replica, by whether they left before the deadline.");
    }

    public void Moved(MoveReason reason) => _moved.Add(1, new KeyValuePair<string, object?>("reason", reason.ToString()));

    public void Drained(int moved, int left)
    {
        _drained.Add(moved, new KeyValuePair<string, object?>("left", false));
        _drained.Add(left, new KeyValuePair<string, object?>("left", true));
    }

    public void Dispose() => _meter.Dispose();
}
