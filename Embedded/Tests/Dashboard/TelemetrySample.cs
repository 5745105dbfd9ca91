using Embedded.Dashboard.Circuits;
using Embedded.Dashboard.Otlp.Wire;
using Embedded.Tests.Dashboard.Otlp;

namespace Embedded.Tests.Dashboard;

/// <summary>Some telemetry of every kind, so that each page has something to show.</summary>
internal static class TelemetrySample
{
    public const string Trace = "00000000000000000000000000000001";

    public static async Task SendAsync(RunningDashboard dashboard)
    {
        await dashboard.SendAsync("/v1/logs", OtlpData.Logs(OtlpData.Log("an entry"), OtlpData.Log("a warning", 13), OtlpData.Log("an error", 17)), ExportLogsServiceResponse.Parser);
        await dashboard.SendAsync("/v1/traces", OtlpData.TracesOf("gateway", OtlpData.Span(1, 1, name: "GET /counter", milliseconds: 90)), ExportTraceServiceResponse.Parser);
        await dashboard.SendAsync("/v1/traces", OtlpData.Traces(
            OtlpData.Span(1, 2, parent: 1, name: "GET /counter", start: 10, milliseconds: 70),
            OtlpData.Span(1, 3, parent: 2, name: "HGETALL read tab state", start: 20, milliseconds: 5)), ExportTraceServiceResponse.Parser);
        await SendCircuitsAsync(dashboard);
    }

    /// <summary>What two replicas tell each second.</summary>
    public static async Task SendCircuitsAsync(RunningDashboard dashboard)
    {
        foreach (var replica in (string[])["webapp-1", "webapp-2"])
        {
            await dashboard.SendAsync("/v1/metrics", Circuits(replica), ExportMetricsServiceResponse.Parser);
        }
    }

    private static ExportMetricsServiceRequest Circuits(string replica)
    {
        var now = (ulong)(TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
        var open = new NumberDataPoint { AsInt = 4, TimeUnixNano = now, Attributes = { OtlpData.Attribute("state", "connected") } };
        var metric = new Metric { Name = CircuitMeters.Open, Unit = "{circuit}", Gauge = new Gauge { DataPoints = { open } } };
        var request = OtlpData.MetricsOf(replica, metric);
        request.ResourceMetrics[0].ScopeMetrics[0].Scope.Name = CircuitMeters.Circuits;
        return request;
    }
}
