using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Embedded.Tests.Prometheus;

public sealed class PrometheusScrapeTests : IDisposable
{
    private readonly Meter _meter = new($"Prometheus.{Guid.NewGuid():N}");

    [Fact]
    public async Task Scrape_EveryKindOfInstrument_IsWrittenInTheTextFormat()
    {
        await using var app = await StartAsync();
        _meter.CreateCounter<long>("jobs", "{job}", "Jobs, by \"result\".\nSecond line.").Add(3, new KeyValuePair<string, object?>("job.result", "a\"b\\c\nd"));
        _meter.CreateUpDownCounter<int>("open").Add(-2);
        _meter.CreateObservableGauge("level", () => 0.5, "By");
        _meter.CreateHistogram("wait", "s", null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] }).Record(0.25);

        using var client = ClientOf(app);
        using var response = await client.GetAsync("/metrics");
        var text = await response.Content.ReadAsStringAsync();

        var scope = $"otel_scope_name=\"{_meter.Name}\"";
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            [
                "# TYPE target_info gauge",
                "# HELP target_info Target metadata",
                "target_info{service_name=\"shop\",service_instance_id=\"shop-1\"} 1",
                "# TYPE jobs_total counter",
                "# HELP jobs_total Jobs, by \"result\".\\nSecond line.",
                $"jobs_total{{{scope},job_result=\"a\\\"b\\\\c\\nd\"}} 3",
                "# TYPE level_bytes gauge",
                $"level_bytes{{{scope}}} 0.5",
                "# TYPE open gauge",
                $"open{{{scope}}} -2",
                "# TYPE wait_seconds histogram",
                $"wait_seconds_bucket{{{scope},le=\"0.1\"}} 0",
                $"wait_seconds_bucket{{{scope},le=\"1\"}} 1",
                $"wait_seconds_bucket{{{scope},le=\"+Inf\"}} 1",
                $"wait_seconds_sum{{{scope}}} 0.25",
                $"wait_seconds_count{{{scope}}} 1",
                "",
            ],
            text.Split('\n'));
    }

    [Fact]
    public async Task Scrape_ManyAtOnce_AllGetTheMetrics()
    {
        await using var app = await StartAsync();
        _meter.CreateCounter<long>("jobs").Add(1);
        using var client = ClientOf(app);

        var texts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.GetStringAsync("/metrics")));

        Assert.All(texts, text => Assert.Contains("jobs_total{", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Scrape_OneNameForTwoThings_IsLeftOut()
    {
        await using var app = await StartAsync();
        using var other = new Meter(_meter.Name + ".other");
        _meter.CreateUpDownCounter<int>("jobs").Add(1);
        other.CreateHistogram<double>("jobs").Record(1);
        using var client = ClientOf(app);

        var text = await client.GetStringAsync("/metrics");

        Assert.DoesNotContain("jobs", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Map_WithoutAnExporter_SaysWhatToCall()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddOpenTelemetry().WithMetrics(_ => { });
        await using var app = builder.Build();

        var exception = Assert.Throws<ArgumentException>(() => app.MapPrometheusScrapingEndpoint("/metrics"));

        Assert.Contains("AddPrometheusExporter()", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _meter.Dispose();

    private async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.Clear().AddAttributes(
                [new KeyValuePair<string, object>("service.name", "shop"), new KeyValuePair<string, object>("service.instance.id", "shop-1")]))
            .WithMetrics(metrics => metrics.AddMeter(_meter.Name + "*").AddPrometheusExporter());
        var app = builder.Build();
        app.MapPrometheusScrapingEndpoint("metrics");
        await app.StartAsync();
        return app;
    }

    private static HttpClient ClientOf(WebApplication app) => new() { BaseAddress = new Uri(app.Urls.Single()) };
}
