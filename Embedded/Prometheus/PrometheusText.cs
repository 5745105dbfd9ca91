using System.Globalization;
using System.Text;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Embedded.Prometheus;

/// <summary>The text format 0.0.4, which every Prometheus server reads.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static byte[] Write(Resource resource, IEnumerable<Metric> metrics)
    {
        var text = new StringBuilder();
        WriteTarget(text, resource);
        var families = metrics
            // Prometheus has no such type.
            .Where(metric => metric.MetricType != MetricType.ExponentialHistogram)
            .GroupBy(metric => PrometheusName.Of(metric.Name, metric.Unit, PrometheusName.IsCounter(metric.MetricType)), StringComparer.Ordinal)
            .OrderBy(family => family.Key, StringComparer.Ordinal);
        foreach (var family in families)
        {
            WriteFamily(text, family.Key, [.. family.OrderBy(metric => metric.MeterName, StringComparer.Ordinal)]);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void WriteTarget(StringBuilder text, Resource resource)
    {
        var labels = new PrometheusLabels();
        foreach (var (key, value) in resource.Attributes)
        {
            labels.Add(key, value);
        }

        text.Append("# TYPE target_info gauge\n# HELP target_info Target metadata\n");
        WriteSample(text, "target_info", labels.ToString(), "1");
    }

    private static void WriteFamily(StringBuilder text, string name, IReadOnlyList<Metric> metrics)
    {
        if (metrics.Select(metric => TypeOf(metric.MetricType)).Distinct().Count() > 1)
        {
            // Two meters use one name for different things: a server would refuse the whole answer.
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {TypeOf(metrics[0].MetricType)}\n");
        if (metrics.FirstOrDefault(metric => metric.Description.Length > 0) is { } described)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {described.Description.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\n");
        }

        foreach (var metric in metrics)
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                WritePoint(text, name, metric, point);
            }
        }
    }

    private static void WritePoint(StringBuilder text, string name, Metric metric, in MetricPoint point)
    {
        var labels = LabelsOf(metric, point);
        if (metric.MetricType == MetricType.Histogram)
        {
            WriteHistogram(text, name, labels, point);
            return;
        }

        WriteSample(text, name, labels.ToString(), metric.MetricType switch
        {
            MetricType.LongSum or MetricType.LongSumNonMonotonic => Number(point.GetSumLong()),
            MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => Number(point.GetSumDouble()),
            MetricType.LongGauge => Number(point.GetGaugeLastValueLong()),
            _ => Number(point.GetGaugeLastValueDouble()),
        });
    }

    private static void WriteHistogram(StringBuilder text, string name, PrometheusLabels labels, in MetricPoint point)
    {
        long count = 0;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            count += bucket.BucketCount;
            WriteSample(text, $"{name}_bucket", labels.With("le", Number(bucket.ExplicitBound)), Number(count));
        }

        WriteSample(text, $"{name}_sum", labels.ToString(), Number(point.GetHistogramSum()));
        WriteSample(text, $"{name}_count", labels.ToString(), Number(point.GetHistogramCount()));
    }

    private static PrometheusLabels LabelsOf(Metric metric, in MetricPoint point)
    {
        var labels = new PrometheusLabels();
        labels.Add("otel_scope_name", metric.MeterName);
        if (!string.IsNullOrEmpty(metric.MeterVersion))
        {
            labels.Add("otel_scope_version", metric.MeterVersion);
        }

        foreach (var (key, value) in metric.MeterTags ?? [])
        {
            labels.Add($"otel_scope_{key}", value);
        }

        foreach (var (key, value) in point.Tags)
        {
            labels.Add(key, value);
        }

        return labels;
    }

    private static void WriteSample(StringBuilder text, string name, string labels, string value) => text.Append(name).Append(labels).Append(' ').Append(value).Append('\n');

    private static string TypeOf(MetricType type) => type switch
    {
        MetricType.Histogram => "histogram",
        MetricType.LongSum or MetricType.DoubleSum => "counter",
        _ => "gauge",
    };

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString(CultureInfo.InvariantCulture);
}
