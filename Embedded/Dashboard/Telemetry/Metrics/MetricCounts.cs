namespace Embedded.Dashboard.Telemetry.Metrics;

/// <param name="Series">Series that are kept.</param>
/// <param name="Sources">Processes that they are from.</param>
/// <param name="NotKept">Points dropped because there were too many series, because they came late, or because of their kind.</param>
internal readonly record struct MetricCounts(int Series, int Sources, long NotKept);
