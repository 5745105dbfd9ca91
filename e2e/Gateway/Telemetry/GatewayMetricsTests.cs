using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using BlazorAspire.Gateway.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorAspire.Tests.Gateway.Telemetry;

public sealed class GatewayMetricsTests
{
    [Fact]
    public async Task Metrics_AfterAFailover_TellTheStory()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        using var measured = new Measured(gateway.Services.GetRequiredService<IMeterFactory>());
        using var browser = gateway.NewBrowser();
        var first = await browser.GetAsync();
        await gateway.Fake(first).KillAsync();
        var second = await browser.GetAsync();
        using var socket = await browser.ConnectAsync();

        Assert.Equal(1, measured["gateway.assignments", first]);
        Assert.Equal(1, measured["gateway.assignments", second]);
        Assert.Equal(1, measured["gateway.affinity.misses", "NoCookie"]);
        Assert.Equal(1, measured["gateway.retries", "True"]);
        Assert.Equal(1, measured["gateway.users.moved", "Dead"]);
        Assert.Equal([$"reason=Dead from={first} to={second}"], measured.TagsOf("gateway.users.moved"));
        measured.Observe();
        Assert.Equal(1, measured["gateway.circuits.open", second]);
        Assert.Equal(0, measured["gateway.circuits.open", first]);
        Assert.Equal((1, 1), (measured["gateway.replicas", "Ready"], measured["gateway.replicas", "Dead"]));
    }

    [Theory]
    [InlineData("*", null, "Draining")]
    [InlineData("*", "full", "Asked")]
    [InlineData("webapp-1, webapp-2", null, "Asked")]
    public async Task Metrics_ReplicaSendsElsewhere_CountsAMoveOfItsOwnUserOnly(string to, string? state, string reason)
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        using var measured = new Measured(gateway.Services.GetRequiredService<IMeterFactory>());
        using var browser = gateway.NewBrowser();
        var first = await browser.GetAsync();
        gateway.Fake(first).SendElsewhere("/", to, state);
        gateway.Fake(first).SendElsewhere("/new", to, state);

        await browser.GetAsync();
        using var other = gateway.NewBrowser();
        await other.GetAsync("/new");

        Assert.Equal(1, measured["gateway.users.moved", reason]);
        Assert.Equal(1, measured.Total("gateway.users.moved"));
        Assert.Equal([$"reason={reason} from={first} to={(first == "webapp-1" ? "webapp-2" : "webapp-1")}"], measured.TagsOf("gateway.users.moved"));
    }

    [Fact]
    public async Task Metrics_PageOfADrainingReplica_CountsAMove()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        using var measured = new Measured(gateway.Services.GetRequiredService<IMeterFactory>());
        using var browser = gateway.NewBrowser();
        var first = await browser.GetAsync();
        gateway.Fake(first).Declare("draining");
        await gateway.ProbeAsync();

        using var response = await browser.SendAsync(HttpMethod.Post, "/_blazor/negotiate");

        Assert.Equal(1, measured["gateway.users.moved", "Draining"]);
        Assert.Equal([$"reason=Draining from={first} to={(first == "webapp-1" ? "webapp-2" : "webapp-1")}"], measured.TagsOf("gateway.users.moved"));
    }

    [Fact]
    public async Task Metrics_RefusedRequest_IsCounted()
    {
        await using var gateway = await GatewayHost.StartAsync(1);
        using var measured = new Measured(gateway.Services.GetRequiredService<IMeterFactory>());
        using var browser = gateway.NewBrowser();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate");
        request.Headers.Add("Origin", "https://evil.example");

        using var response = await browser.SendAsync(request);

        Assert.Equal(1, measured["gateway.refusals", "origin"]);
    }

    /// <summary>The gateway's own measurements only; other gateways run in this process at the same time.</summary>
    private sealed class Measured : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentDictionary<(string Instrument, string Tag), long> _sums = new();
        private readonly ConcurrentBag<(string Instrument, string Tags)> _tags = [];

        public Measured(IMeterFactory scope)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == GatewayMetrics.MeterName && instrument.Meter.Scope == scope)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            {
                _sums.AddOrUpdate((instrument.Name, tags[0].Value!.ToString()!), value, (_, sum) => sum + value);
                _tags.Add((instrument.Name, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
            });
            _listener.Start();
        }

        public long this[string instrument, string tag] => _sums.GetValueOrDefault((instrument, tag));

        public long Total(string instrument) => _sums.Where(sum => sum.Key.Instrument == instrument).Sum(sum => sum.Value);

        public IEnumerable<string> TagsOf(string instrument) => _tags.Where(measured => measured.Instrument == instrument).Select(measured => measured.Tags);

        public void Observe() => _listener.RecordObservableInstruments();

        public void Dispose() => _listener.Dispose();
    }
}
