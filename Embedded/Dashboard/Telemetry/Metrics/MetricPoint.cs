namespace Embedded.Dashboard.Telemetry.Metrics;

/// <summary>One point as it was received.</summary>
internal abstract record MetricPoint(Instrument Instrument, TelemetrySource Source, Tag[] Tags, DateTimeOffset At, bool IsDifference);
