using System.Diagnostics.Metrics;

namespace BlazorAspire.Circuits.Circuits;

/// <summary>What there is of circuits at the moment.</summary>
internal sealed class CircuitGauges : IDisposable
{
    private readonly Meter _meter;

    public CircuitGauges(IMeterFactory meters, LiveCircuits circuits, CircuitMemory memory, PausedCircuits? paused = null)
    {
        _meter = meters.Create(CircuitMetrics.MeterName);
        _meter.CreateObservableUpDownCounter(
            "circuits.open", () => States(circuits), "{circuit}", "Circuits of this replica, by whether their browser is on the line.");
        _meter.CreateObservableGauge(
            "circuits.memory", () => Known(memory.PerCircuit(circuits.Count)), "By",
            "Managed memory of a circuit, after a collection of the whole heap. Plan 250 KB.");
        if (paused is not null)
        {
            _meter.CreateObservableGauge(
                "circuits.paused", () => Known(paused.Count), "{circuit}",
                "Circuits that wait in Redis to be resumed on any replica. Each replica tells the same number.");
        }
    }

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<long>> States(LiveCircuits circuits) =>
    [
        new(circuits.Connected, new KeyValuePair<string, object?>("state", "connected")),
        new(circuits.Waiting, new KeyValuePair<string, object?>("state", "disconnected")),
    ];

    /// <summary>What is not known yet is not told, where 0 would be an answer.</summary>
    private static IEnumerable<Measurement<long>> Known(long? value) => value is { } known ? [new(known)] : [];
}
