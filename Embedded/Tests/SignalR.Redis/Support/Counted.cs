using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Embedded.Tests.SignalR.Redis.Support;

/// <summary>What the backplanes of this process have counted since this was made.</summary>
internal sealed class Counted : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _sums = new();

    public Counted()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "BlazorAspire.Backplane")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            Add(instrument.Name, value);
            foreach (var (name, reason) in tags)
            {
                Add(name == "reason" ? $"{instrument.Name}.{reason}" : "", value);
            }
        });
        _listener.Start();
    }

    public long this[string instrument] => _sums.GetValueOrDefault($"backplane.{instrument}");

    public void Dispose() => _listener.Dispose();

    private void Add(string name, long value) => _sums.AddOrUpdate(name, value, (_, sum) => sum + value);
}
