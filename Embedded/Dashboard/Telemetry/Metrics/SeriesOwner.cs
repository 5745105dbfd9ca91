namespace Embedded.Dashboard.Telemetry.Metrics;

/// <summary>A process that has series. One object stands for it in all of them, whatever else it tells of itself later. Not safe for threads.</summary>
internal sealed class SeriesOwner(TelemetrySource source)
{
    public TelemetrySource Source { get; } = source;

    public int Series { get; set; }

    /// <summary>When its last batch came; null in its first.</summary>
    public DateTimeOffset? HeardAt { get; set; }
}
