namespace Embedded.Dashboard.Telemetry.Traces;

/// <summary>One span.</summary>
public sealed class SpanEntry
{
    private const int OwnBytes = 176;

    public required UInt128 TraceId { get; init; }

    public required ulong Id { get; init; }

    /// <summary>0 for the first span of a trace.</summary>
    public required ulong ParentId { get; init; }

    public required TelemetrySource Source { get; init; }

    /// <summary>The activity source's name.</summary>
    public required string Scope { get; init; }

    public required string Name { get; init; }

    public required SpanKind Kind { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required TimeSpan Duration { get; init; }

    public required Tag[] Tags { get; init; }

    public SpanEvent[] Events { get; init; } = [];

    public bool HasError { get; init; }

    public string StatusText { get; init; } = "";

    public DateTimeOffset End => Start + Duration;

    /// <summary>About what this span takes of memory, without its source.</summary>
    public int Bytes => OwnBytes + (2 * (Scope.Length + Name.Length + StatusText.Length)) + Tags.Bytes() + Events.Sum(item => item.Bytes);
}
