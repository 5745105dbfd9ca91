using System.Diagnostics.Metrics;
using BlazorAspire.Circuits.Circuits;
using BlazorAspire.Circuits.Moves;
using BlazorAspire.Circuits.State;
using BlazorAspire.Circuits.Topics;
using BlazorAspire.Gateway.Telemetry;
using BlazorAspire.Tests.Gateway;
using BlazorAspire.Tests.WebApp;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BlazorAspire.Tests.Telemetry;

/// <summary>docs/metrics.md tells of every metric that the app has of its own, and of no other. <see cref="DocumentedMetricsTests"/> compares the labels.</summary>
public sealed class MetricsTableTests
{
    [Fact]
    public async Task Table_OfTheMetrics_IsWhatReplicaAndGatewayHave()
    {
        var documented = MetricRow.ReadAll();

        var instruments = new SortedSet<string>(StringComparer.Ordinal);
        await using (var replica = ReplicaProgram.Build(["--ConnectionStrings:redis=127.0.0.1:1,abortConnect=false"]))
        {
            instruments.UnionWith(Published(replica, typeof(CircuitMetrics), typeof(CircuitGauges), typeof(MoveMetrics), typeof(StateMetrics), typeof(TopicMetrics)));
        }

        await using (var gateway = GatewayProgram.Build(["--services:webapp-1:http:0=http://127.0.0.1:1"]))
        {
            instruments.UnionWith(Published(gateway, typeof(GatewayMetrics)));
        }

        Assert.Equal(documented.Select(row => $"{row.Name} {row.Unit} {row.Kind}").Order(StringComparer.Ordinal), instruments);
    }

    /// <summary>The app's own instruments, once those have been made that make them.</summary>
    private static List<string> Published(WebApplication app, params Type[] makers)
    {
        var found = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name.StartsWith("BlazorAspire.", StringComparison.Ordinal) && instrument.Meter.Scope == app.Services.GetRequiredService<IMeterFactory>())
            {
                found.Add($"{instrument.Name} {instrument.Unit} {KindOf(instrument)}");
            }
        };
        listener.Start();
        Array.ForEach(makers, maker => app.Services.GetRequiredService(maker));
        _ = app.Services.GetServices<IHostedService>().Count();
        return found;
    }

    private static string KindOf(Instrument instrument) => instrument.GetType().Name switch
    {
        "Counter`1" => "counter",
        "Histogram`1" => "histogram",
        "ObservableGauge`1" => "gauge",
        "ObservableUpDownCounter`1" => "up-down counter",
        var other => other,
    };
}
