using Embedded.Dashboard.Otlp.Wire;
using Embedded.Dashboard.Telemetry;
using Embedded.Dashboard.Telemetry.Metrics;

namespace Embedded.Dashboard.Otlp;

/// <summary>Reads the points of a metric.</summary>
internal sealed class PointReader(ValueReader values, TimeProvider time)
{
    private const int Difference = 1;
    private const int MostBuckets = 256;
    private const uint NoValue = 1;

    public void Read(TelemetrySource source, string meter, Metric metric, RecordBatch<MetricPoint> batch)
    {
        Instrument Of(InstrumentKind kind) => new(meter, values.Line(metric.Name), values.Line(metric.Unit), values.Line(metric.Description), kind);

        switch (metric.DataCase)
        {
            case Metric.DataOneofCase.Gauge:
                ReadNumbers(source, Of(InstrumentKind.Gauge), metric.Gauge.DataPoints, isDifference: false, batch);
                break;
            case Metric.DataOneofCase.Sum:
                var kind = metric.Sum.IsMonotonic ? InstrumentKind.Counter : InstrumentKind.UpDownCounter;
                ReadNumbers(source, Of(kind), metric.Sum.DataPoints, metric.Sum.AggregationTemporality == Difference, batch);
                break;
            case Metric.DataOneofCase.Histogram:
                ReadHistograms(source, Of(InstrumentKind.Histogram), metric.Histogram, batch);
                break;
            case Metric.DataOneofCase.ExponentialHistogram:
                batch.Refuse(metric.ExponentialHistogram.DataPoints.Count);
                break;
            case Metric.DataOneofCase.Summary:
                batch.Refuse(metric.Summary.DataPoints.Count);
                break;
            default:
                batch.Refuse();
                break;
        }
    }

    private void ReadNumbers(TelemetrySource source, Instrument instrument, IEnumerable<NumberDataPoint> points, bool isDifference, RecordBatch<MetricPoint> batch)
    {
        foreach (var point in points.Where(point => (point.Flags & NoValue) == 0))
        {
            var value = point.ValueCase == NumberDataPoint.ValueOneofCase.AsInt ? point.AsInt : point.AsDouble;
            if (!double.IsFinite(value))
            {
                batch.Refuse();
                continue;
            }
            batch.Add(new NumberPoint(instrument, source, values.Tags(point.Attributes), Time(point.TimeUnixNano), isDifference, value));
        }
    }

    private void ReadHistograms(TelemetrySource source, Instrument instrument, Histogram histogram, RecordBatch<MetricPoint> batch)
    {
        foreach (var point in histogram.DataPoints.Where(point => (point.Flags & NoValue) == 0))
        {
            if (!IsWellFormed(point))
            {
                batch.Refuse();
                continue;
            }
            var total = new HistogramTotal(Count(point.Count), double.IsFinite(point.Sum) ? point.Sum : 0, [.. point.BucketCounts.Select(Count)]);
            batch.Add(new HistogramPoint(instrument, source, values.Tags(point.Attributes), Time(point.TimeUnixNano),
                histogram.AggregationTemporality == Difference, [.. point.ExplicitBounds], total));
        }
    }

    private static bool IsWellFormed(HistogramDataPoint point)
    {
        var bounds = point.ExplicitBounds;
        return bounds.Count is > 0 and < MostBuckets
            && point.BucketCounts.Count == bounds.Count + 1
            && bounds.All(double.IsFinite)
            && Enumerable.Range(1, bounds.Count - 1).All(i => bounds[i - 1] < bounds[i]);
    }

    // So that sums of a few never overflow.
    private static long Count(ulong count) => (long)Math.Min(count, long.MaxValue / 1024);

    private DateTimeOffset Time(ulong nanoseconds) => UnixNanoseconds.ToTime(nanoseconds) ?? time.GetUtcNow();
}
