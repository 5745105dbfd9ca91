using System.Diagnostics.Metrics;
using BlazorAspire.Circuits.Circuits;
using BlazorAspire.Tests.Support;
using BlazorAspire.Tests.WebApp.Cluster;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorAspire.Tests.WebApp.Circuits;

public sealed class TransportWatchTests : IDisposable
{
    private readonly ServiceProvider _provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ManualTime _time = new();
    private readonly LogLines<TransportWatch> _log = new();
    private readonly List<string> _counted = [];
    private readonly MeterListener _listener = new();
    private readonly TransportWatch _watch;

    public TransportWatchTests()
    {
        var meters = _provider.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _counted.Add($"{instrument.Name} {tags[0].Value} {value}"));
        _listener.Start();
        _watch = new TransportWatch(new CircuitMetrics(meters), _time, _log);
    }

    [Fact]
    public void Started_WithAWebSocket_IsCountedAndNotTold()
    {
        _watch.Started(HttpTransportType.WebSockets);

        Assert.Equal(["circuits.started web_sockets 1"], _counted);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void Started_WithoutAWebSocket_IsCountedEachTimeAndToldOnceAnHour()
    {
        _watch.Started(HttpTransportType.LongPolling);
        _watch.Started(HttpTransportType.ServerSentEvents);
        _time.Advance(TimeSpan.FromMinutes(59));
        _watch.Started(HttpTransportType.LongPolling);

        Assert.Equal(
            ["circuits.fallbacks long_polling 1", "circuits.fallbacks server_sent_events 1", "circuits.fallbacks long_polling 1"],
            _counted.Where(line => line.StartsWith("circuits.fallbacks", StringComparison.Ordinal)));
        var line = Assert.Single(_log.Lines);
        Assert.StartsWith("Warning: A browser fell back from WebSockets to LongPolling", line, StringComparison.Ordinal);
        Assert.Contains("'Upgrade' and 'Connection'", line, StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromMinutes(1));
        _watch.Started(HttpTransportType.LongPolling);
        Assert.Equal(2, _log.Lines.Count);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _provider.Dispose();
    }
}
