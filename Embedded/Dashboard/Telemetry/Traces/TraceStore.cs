using Microsoft.Extensions.Options;

namespace Embedded.Dashboard.Telemetry.Traces;

/// <summary>The newest traces over every process.</summary>
internal sealed class TraceStore(IOptions<TelemetryLimits> limits)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, TraceBuilder> _byId = [];
    private readonly NumberedRing<TraceBuilder> _inOrder = new();
    private readonly KeptSources _sources = new();
    private readonly int _most = limits.Value.Spans;
    private readonly int _mostOfTrace = limits.Value.SpansPerTrace;
    private readonly long _mostBytes = limits.Value.SpanMegabytes * 1024L * 1024L;
    private int _spans;
    private long _bytes;
    private long _droppedTraces;
    private long _droppedSpans;
    private long _refused;

    public ChangeSignal Changes { get; } = new();

    /// <summary>The names of the processes that kept spans are from.</summary>
    public string[] Sources
    {
        get
        {
            lock (_lock)
            {
                return _sources.Names;
            }
        }
    }

    public TraceCounts Counts
    {
        get
        {
            lock (_lock)
            {
                return new TraceCounts(_inOrder.Count, _spans, _droppedTraces, _droppedSpans, _refused);
            }
        }
    }

    /// <param name="refused">Spans that came with these and could not be taken.</param>
    public void Add(IReadOnlyList<SpanEntry> batch, long refused = 0)
    {
        var touched = new HashSet<TraceBuilder>();
        lock (_lock)
        {
            _refused += refused;
            foreach (var span in batch)
            {
                AddNeedsLock(span, touched);
            }
            // Before the oldest are dropped: a batch may be larger than all that is kept.
            foreach (var trace in touched)
            {
                trace.Publish();
            }
            DropNeedsLock();
        }
        Changes.Raise();
    }

    public Trace? Find(UInt128 id)
    {
        lock (_lock)
        {
            return _byId.GetValueOrDefault(id)?.Current;
        }
    }

    /// <summary>The traces that the filter takes, the one that began last first.</summary>
    public List<Trace> Find(TraceFilter filter)
    {
        Trace[] all;
        lock (_lock)
        {
            all = new Trace[_inOrder.Count];
            for (var i = 0; i < all.Length; i++)
            {
                all[i] = _inOrder[_inOrder.First + i].Current;
            }
        }
        return [.. all.Where(filter.Takes).OrderByDescending(trace => trace.Start)];
    }

    private void AddNeedsLock(SpanEntry span, HashSet<TraceBuilder> touched)
    {
        if (!_byId.TryGetValue(span.TraceId, out var trace))
        {
            trace = _byId[span.TraceId] = new TraceBuilder();
            _inOrder.Add(trace);
        }
        if (trace.Count >= _mostOfTrace)
        {
            _droppedSpans++;
            return;
        }

        var before = trace.Bytes;
        trace.Add(span);
        touched.Add(trace);
        _sources.Add(span.Source);
        _spans++;
        _bytes += trace.Bytes - before;
    }

    private void DropNeedsLock()
    {
        while (_spans > _most || (_bytes + _sources.Bytes > _mostBytes && _inOrder.Count > 1))
        {
            var dropped = _inOrder.RemoveFirst();
            _byId.Remove(dropped.Current.Id);
            foreach (var span in dropped.Current.Spans)
            {
                _sources.Remove(span.Source);
            }
            _spans -= dropped.Count;
            _bytes -= dropped.Bytes;
            _droppedTraces++;
            _droppedSpans += dropped.Count;
        }
    }
}
