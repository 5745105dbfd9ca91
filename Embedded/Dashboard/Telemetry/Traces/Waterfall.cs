namespace Embedded.Dashboard.Telemetry.Traces;

/// <summary>Orders the spans of a trace for reading: each under its parent, and brothers by their start.</summary>
internal static class Waterfall
{
    public static IReadOnlyList<WaterfallRow> Of(Trace trace)
    {
        var spans = trace.Spans.ToArray();
        Array.Sort(spans, (one, other) => one.Start.CompareTo(other.Start));
        var known = spans.Select(span => span.Id).ToHashSet();
        var children = spans.Where(span => HasParent(span, known)).ToLookup(span => span.ParentId);
        var rows = new List<WaterfallRow>(spans.Length);
        var placed = new HashSet<SpanEntry>(spans.Length);
        foreach (var root in spans.Where(span => !HasParent(span, known)))
        {
            Place(root);
        }
        // What is left are spans that name each other as parents.
        foreach (var span in spans)
        {
            Place(span);
        }
        return rows;

        void Place(SpanEntry top)
        {
            // A stack of its own: a chain of spans may be longer than the thread's.
            var waiting = new Stack<(SpanEntry Span, int Depth)>();
            waiting.Push((top, 0));
            while (waiting.TryPop(out var next))
            {
                if (!placed.Add(next.Span))
                {
                    continue;
                }
                rows.Add(Row(trace, next.Span, next.Depth));
                foreach (var child in children[next.Span.Id].Reverse())
                {
                    waiting.Push((child, next.Depth + 1));
                }
            }
        }
    }

    private static bool HasParent(SpanEntry span, HashSet<ulong> known) => span.ParentId != 0 && span.ParentId != span.Id && known.Contains(span.ParentId);

    private static WaterfallRow Row(Trace trace, SpanEntry span, int depth)
    {
        var whole = Math.Max(1, trace.Duration.Ticks);
        return new WaterfallRow(span, depth, (double)(span.Start - trace.Start).Ticks / whole, (double)span.Duration.Ticks / whole);
    }
}
