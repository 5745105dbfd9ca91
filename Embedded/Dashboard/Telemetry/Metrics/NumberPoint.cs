namespace Embedded.Dashboard.Telemetry.Metrics;

internal sealed record NumberPoint(Instrument Instrument, TelemetrySource Source, Tag[] Tags, DateTimeOffset At, bool IsDifference, double Value)
    : MetricPoint(Instrument, Source, Tags, At, IsDifference);
