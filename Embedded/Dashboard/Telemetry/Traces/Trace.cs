namespace Embedded.Dashboard.Telemetry.Traces;

/// <summary>A trace as it was at one moment. Later spans make another object, and this one stays as it is.</summary>
public sealed class Trace
{
    private readonly SpanEntry[] _spans;

    /// <param name="spans">May be longer than the trace: those after <paramref name="count"/> belong to later moments.</param>
    internal Trace(SpanEntry[] spans, int count, Trace? earlier)
    {
        _spans = spans;
        Count = count;
        var added = spans.AsSpan((earlier?.Count ?? 0)..count);
        var first = earlier?.First ?? added[0];
        (Start, End, Errors) = (earlier?.Start ?? first.Start, earlier?.End ?? first.End, earlier?.Errors ?? 0);
        var names = earlier?.Sources ?? [];
        foreach (var span in added)
        {
            Start = span.Start < Start ? span.Start : Start;
            End = span.End > End ? span.End : End;
            Errors += span.HasError ? 1 : 0;
            first = IsBefore(span, first) ? span : first;
            names = names.Contains(span.Source.Name) ? names : [.. names, span.Source.Name];
        }
        First = first;
        Sources = names;
    }

    public UInt128 Id => First.TraceId;

    /// <summary>The span without a parent, or the earliest where that one has not come.</summary>
    public SpanEntry First { get; }

    public int Count { get; }

    public int Errors { get; }

    public DateTimeOffset Start { get; }

    public DateTimeOffset End { get; }

    public TimeSpan Duration => End - Start;

    /// <summary>The names of the processes that took part, in the order in which they were heard of.</summary>
    public string[] Sources { get; }

    public ReadOnlySpan<SpanEntry> Spans => _spans.AsSpan(0, Count);

    private static bool IsBefore(SpanEntry span, SpanEntry other) => (span.ParentId == 0) == (other.ParentId == 0)
        ? span.Start < other.Start
        : span.ParentId == 0;
}
