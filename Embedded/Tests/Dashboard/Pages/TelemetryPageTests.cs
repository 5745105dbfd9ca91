using System.Net;
using Embedded.Dashboard.Otlp.Wire;
using Embedded.Tests.Dashboard.Otlp;

namespace Embedded.Tests.Dashboard.Pages;

public sealed class TelemetryPageTests : IAsyncLifetime
{
    private RunningDashboard _dashboard = null!;

    public async Task InitializeAsync() => _dashboard = await RunningDashboard.StartAsync("--Dashboard:BrowserToken=the token", "--Dashboard:Limits:LogEntries=100", "--Dashboard:Limits:Spans=100");

    public async Task DisposeAsync() => await _dashboard.DisposeAsync();

    [Theory]
    [InlineData("/logs", "Logs", "No log entry has come yet.")]
    [InlineData("/traces", "Traces", "No trace has come yet.")]
    [InlineData("/traces/nonsense", "There is no such trace", "no longer kept")]
    [InlineData("/metrics", "Metrics", "No metric has come yet")]
    public async Task Page_NothingReceived_SaysSo(string path, string title, string words)
    {
        var html = await PageAsync(path);

        Assert.Matches($"<h1[^>]*>{title}</h1>", html);
        Assert.Contains(words, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_MoreReceivedThanKept_SayHowManyWereDropped()
    {
        await _dashboard.SendAsync("/v1/logs", OtlpData.Logs(Enumerable.Range(0, 12_445).Select(i => OtlpData.Log($"{i}"))), ExportLogsServiceResponse.Parser);
        await _dashboard.SendAsync("/v1/traces", OtlpData.Traces(Enumerable.Range(1, 1_100).Select(i => OtlpData.Span(i, i))), ExportTraceServiceResponse.Parser);

        Assert.Contains("100 of 100 entries. 12,345 older entries are no longer kept.", await PageAsync("/logs"), StringComparison.Ordinal);
        Assert.Contains("100 of 100 traces, 100 spans in all. 1,000 older traces are no longer kept.", await PageAsync("/traces"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_FilterInTheAddress_IsApplied()
    {
        await _dashboard.SendAsync("/v1/logs", OtlpData.Logs(OtlpData.Log("a"), OtlpData.Log("b", 13), OtlpData.Log("b", 17)), ExportLogsServiceResponse.Parser);
        await _dashboard.SendAsync("/v1/traces", OtlpData.Traces(OtlpData.Span(1, 1, name: "a", milliseconds: 5), OtlpData.Span(2, 2, name: "b", milliseconds: 500)), ExportTraceServiceResponse.Parser);

        Assert.Contains("2 of 3 entries.", await PageAsync("/logs?level=Warning&text=b&resource=webapp-1"), StringComparison.Ordinal);
        Assert.Contains("0 of 3 entries.", await PageAsync("/logs?resource=other"), StringComparison.Ordinal);
        Assert.Contains("1 of 2 traces", await PageAsync("/traces?least=250"), StringComparison.Ordinal);
        Assert.Contains("0 of 2 traces", await PageAsync("/traces?errors=only"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/logs?level=Nonsense&trace=zz&span=&resource=&text=")]
    [InlineData("/traces?least=nonsense&errors=nonsense")]
    [InlineData("/metrics?meter=a&name=b&minutes=77&resource=c")]
    public async Task Pages_NonsenseInTheAddress_AreShownAllTheSame(string path) => Assert.Contains("<h1", await PageAsync(path), StringComparison.Ordinal);

    [Fact]
    public async Task Metrics_InstrumentInTheAddress_IsDrawnWithItsFigures()
    {
        var now = (ulong)(TimeProvider.System.GetUtcNow().AddSeconds(-5) - DateTimeOffset.UnixEpoch).Ticks * 100;
        var metric = new Metric { Name = "circuits", Unit = "{circuit}", Gauge = new Gauge { DataPoints = { new NumberDataPoint { AsInt = 42, TimeUnixNano = now } } } };
        await _dashboard.SendAsync("/v1/metrics", OtlpData.Metrics(metric), ExportMetricsServiceResponse.Parser);

        var html = await PageAsync("/metrics?meter=App.Meter&name=circuits&minutes=1");

        Assert.Contains("aria-label=\"circuits from", html, StringComparison.Ordinal);
        Assert.Contains("Last: webapp-1 42 circuit.", html, StringComparison.Ordinal);
        Assert.Matches("""(?s)metric-row.*webapp-1.*<td class="number"[^>]*>42</td>""", html);
    }

    [Fact]
    public async Task Trace_InTheAddress_IsShownWithItsLinks()
    {
        await _dashboard.SendAsync("/v1/traces", OtlpData.Traces(OtlpData.Span(1, 1, name: "GET /board", milliseconds: 12)), ExportTraceServiceResponse.Parser);

        var html = await PageAsync("/traces/00000000000000000000000000000001?span=0000000000000001");

        Assert.Contains("12 ms", html, StringComparison.Ordinal);
        Assert.Contains("href=\"logs?trace=00000000000000000000000000000001\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"span-details\"", html, StringComparison.Ordinal);
    }

    private async Task<string> PageAsync(string path)
    {
        using var signIn = await _dashboard.Client.GetAsync(new Uri(_dashboard.FrontEnd, "/login?t=the%20token"));
        using var response = await _dashboard.Client.GetAsync(new Uri(_dashboard.FrontEnd, path));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
    }
}
