using Embedded.Dashboard.Components.Logs;
using Embedded.Dashboard.Components.Metrics;
using Embedded.Dashboard.Components.Traces;
using Embedded.Dashboard.Otlp.Wire;
using Embedded.Dashboard.Telemetry.Logs;
using Embedded.Dashboard.Telemetry.Metrics;
using Embedded.Dashboard.Telemetry.Traces;
using Embedded.Tests.Dashboard.Otlp;

namespace Embedded.Tests.Dashboard.Pages;

/// <summary>What comes over OTLP is shown as text, wherever it stands: no element is made of it, and no control character reaches the page.</summary>
public sealed class HostileTextTests : IAsyncLifetime
{
    private const string Hostile = "<img src=x onerror=alert(1)>\u001b[31mred\u001b[0m\r\nsecond\u202e";
    private const string Shown = "<img src=x onerror=alert(1)>␛[31mred␛[0m␊second\\u202e";
    private const string ShownWithLines = "<img src=x onerror=alert(1)>␛[31mred␛[0m\nsecond\\u202e";

    private RunningDashboard _dashboard = null!;

    public async Task InitializeAsync() => _dashboard = await RunningDashboard.StartAsync();

    public async Task DisposeAsync() => await _dashboard.DisposeAsync();

    [Fact]
    public async Task Log_HostileEverywhere_IsShownAsText()
    {
        var record = OtlpData.Log(Hostile);
        record.Attributes.Add(OtlpData.Attribute(Hostile, Hostile));
        record.Attributes.Add(OtlpData.Attribute("exception.stacktrace", Hostile));
        var request = OtlpData.Logs(record);
        request.ResourceLogs[0].Resource = OtlpData.Process(Hostile);
        request.ResourceLogs[0].ScopeLogs[0].Scope.Name = Hostile;
        await _dashboard.SendAsync("/v1/logs", request, ExportLogsServiceResponse.Parser);
        var found = new List<LogEntry>();
        _dashboard.Get<LogStore>().Read(0, new LogFilter(), found);

        var row = await Html.RenderAsync<LogRow>(("Entry", found[0]));
        var details = await Html.RenderAsync<LogDetails>(("Entry", found[0]));

        AssertIsText(row, Shown, ShownWithLines);
        AssertIsText(details, Shown, ShownWithLines);
    }

    [Fact]
    public async Task Span_HostileEverywhere_IsShownAsText()
    {
        var span = OtlpData.Span(1, 1, name: Hostile);
        span.Attributes.Add(OtlpData.Attribute(Hostile, Hostile));
        span.Events.Add(new Embedded.Dashboard.Otlp.Wire.SpanEvent { Name = Hostile, Attributes = { OtlpData.Attribute(Hostile, Hostile) } });
        span.Status = new SpanStatus { Code = 2, Message = Hostile };
        await _dashboard.SendAsync("/v1/traces", OtlpData.TracesOf(Hostile, span), ExportTraceServiceResponse.Parser);
        var trace = _dashboard.Get<TraceStore>().Find(1)!;

        var row = await Html.RenderAsync<TraceRow>(("Trace", trace), ("Sources", trace.Sources));
        var line = await Html.RenderAsync<WaterfallLine>(("Row", Waterfall.Of(trace)[0]), ("Sources", trace.Sources));
        var details = await Html.RenderAsync<SpanDetails>(("Span", trace.First), ("TraceStart", trace.Start));

        AssertIsText(row, Shown);
        AssertIsText(line, Shown);
        AssertIsText(details, Shown, ShownWithLines);
    }

    [Fact]
    public async Task Metric_HostileEverywhere_IsShownAsText()
    {
        var metric = new Metric
        {
            Name = Hostile,
            Description = Hostile,
            Unit = Hostile,
            Gauge = new Gauge { DataPoints = { new NumberDataPoint { AsInt = 1, Attributes = { OtlpData.Attribute(Hostile, Hostile) } }, new NumberDataPoint { AsInt = 2 } } },
        };
        await _dashboard.SendAsync("/v1/metrics", OtlpData.MetricsOf(Hostile, metric), ExportMetricsServiceResponse.Parser);
        var store = _dashboard.Get<MetricStore>();
        var instrument = Assert.Single(store.Instruments);
        var view = MetricView.Of(store, instrument, [], TimeGrid.Last(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1), TimeProvider.System.GetUtcNow().AddSeconds(2)));

        var list = await Html.RenderAsync<InstrumentList>(("Instruments", store.Instruments), ("AddressOf", (Func<Instrument, string>)(_ => "")));
        var table = await Html.RenderAsync<MetricTable>(("View", view));
        var chart = await Html.RenderAsync<Embedded.Dashboard.Components.Charts.LineChart>(("Title", instrument.Name), ("Lines", view.Lines), ("Grid", view.Grid), ("Scale", view.Scale));

        AssertIsText(list, Shown);
        AssertIsText(table, ShownWithLines);
        AssertIsText(chart);
    }

    private static void AssertIsText(string html, params string[] expected)
    {
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(html, character => char.IsControl(character) && character is not ('\n' or '\r' or '\t'));
        var text = Html.TextOf(html).Replace("\r\n", "\n", StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\u202e', text);
        Assert.All(expected, one => Assert.Contains(one, text, StringComparison.Ordinal));
    }
}
