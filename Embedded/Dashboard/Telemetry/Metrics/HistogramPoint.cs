namespace Embedded.Dashboard.Telemetry.Metrics;

internal sealed record HistogramPoint(
    Instrument Instrument, TelemetrySource Source, Tag[] Tags, DateTimeOffset At, bool IsDifference, double[] Bounds, HistogramTotal Value)
    : MetricPoint(Instrument, Source, Tags, At, IsDifference);
