namespace Embedded.Dashboard.Telemetry.Traces;

/// <summary>The spans of one trace as they come. Only the store's lock holder adds; anyone may read <see cref="Current"/>.</summary>
internal sealed class TraceBuilder
{
    private SpanEntry[] _spans = new SpanEntry[4];
    private volatile Trace? _current;

    public int Count { get; private set; }

    public long Bytes { get; private set; }

    public Trace Current => _current!;

    public void Add(SpanEntry span)
    {
        // Earlier moments of the trace go on reading the array that they have.
        if (Count == _spans.Length)
        {
            Array.Resize(ref _spans, Count * 2);
        }
        _spans[Count++] = span;
        Bytes += span.Bytes;
    }

    public void Publish() => _current = new Trace(_spans, Count, _current);
}
