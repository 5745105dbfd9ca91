namespace Embedded.Dashboard.Telemetry.Metrics;

internal readonly record struct Timed<T>(DateTimeOffset At, T Value);
