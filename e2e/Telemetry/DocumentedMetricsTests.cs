using BlazorAspire.Tests.AppHost;

namespace BlazorAspire.Tests.Telemetry;

/// <summary>What running processes export of the app's own metrics is documented as it is.</summary>
[Collection(SharedApp.Name)]
public sealed class DocumentedMetricsTests(TelemetryWorld world) : IClassFixture<TelemetryWorld>
{
    [Fact]
    public void Export_OfOwnMetrics_IsAsDocumented()
    {
        var documented = MetricRow.ReadAll().ToDictionary(row => row.PrometheusName);
        var exported = world.Metrics.Types
            .Where(metric => world.Metrics.ScopeOf(metric.Key).StartsWith("BlazorAspire.", StringComparison.Ordinal)).ToList();

        Assert.True(exported.Count >= 20, $"{exported.Count} metrics are exported: {string.Join(", ", exported.Select(metric => metric.Key))}.");
        Assert.All(exported, metric =>
        {
            Assert.True(documented.TryGetValue(metric.Key, out var row), $"docs/metrics.md does not tell of '{metric.Key}'.");
            Assert.Equal(row!.Kind == "up-down counter" ? "gauge" : row.Kind, metric.Value);
            var labels = metric.Value == "histogram" ? world.Metrics.LabelsOf($"{metric.Key}_count") : world.Metrics.LabelsOf(metric.Key);
            Assert.Equal(row.Labels.Order(), labels.Order());
        });
    }

    [Fact]
    public void Export_OfTheRoundTrip_HasABucketThatEndsAtTheRecommendation() =>
        Assert.Contains("0.25", world.Metrics.ValuesOf("circuits_round_trip_duration_seconds_bucket", "le"));

    [Fact]
    public void Export_OfEachProcess_SaysWhichItIs() => Assert.All(world.Scrapes, scrape =>
    {
        var metrics = new ScrapedMetrics();
        metrics.Add(scrape.Value);
        Assert.Superset(new HashSet<string> { "service_name", "service_instance_id", "service_version" }, metrics.LabelsOf("target_info").ToHashSet());
    });

    [Fact]
    public void Export_OfEveryMetric_HasFewSeries() => Assert.All(world.Scrapes, scrape =>
    {
        var metrics = new ScrapedMetrics();
        metrics.Add(scrape.Value);
        Assert.All(metrics.Names.Where(name => !name.EndsWith("_bucket", StringComparison.Ordinal)), name => Assert.InRange(metrics.CountOf(name), 1, 60));
    });
}
