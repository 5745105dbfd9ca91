namespace Embedded.Dashboard.Telemetry.Metrics;

/// <summary>The points of one instrument with one set of attributes in one process. Safe for threads.</summary>
internal abstract class MetricSeries(Instrument instrument, TelemetrySource source, Tag[] tags)
{
    private const int BytesOfSeries = 256;
    private const int BytesOfTagInKey = 16;

    public Instrument Instrument { get; } = instrument;

    public TelemetrySource Source { get; } = source;

    public Tag[] Tags { get; } = tags;

    /// <summary>The time of the newest point, or null before the first.</summary>
    public abstract DateTimeOffset? LastAt { get; }

    /// <summary>About what it takes of memory before its first point, without its source.</summary>
    public virtual long OwnBytes => BytesOfSeries + Instrument.Bytes + Tags.Bytes() + (BytesOfTagInKey * Tags.Length);

    /// <summary>For each step of the grid, how much was counted a second; null where that is not known.</summary>
    public abstract double?[] Rates(TimeGrid grid);

    /// <summary>Gives the memory of the points back.</summary>
    public abstract void Clear();
}
