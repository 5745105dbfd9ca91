using System.Buffers;
using Embedded.Dashboard.Otlp.Wire;
using Embedded.Dashboard.Telemetry;
using Embedded.Dashboard.Telemetry.Traces;
using Google.Protobuf;
using SpanEvent = Embedded.Dashboard.Telemetry.Traces.SpanEvent;

namespace Embedded.Dashboard.Otlp;

internal sealed class TracesSignal(OtlpTree tree, ValueReader values, TraceStore store, TimeProvider time) : IOtlpSignal
{
    private const int Error = 2;
    private const int MostEvents = 64;

    private static readonly MessageParser<Span> Spans = Span.Parser.WithDiscardUnknownFields(true);

    public string Path => "/v1/traces";

    public IMessage Take(ReadOnlySequence<byte> request)
    {
        var batch = new RecordBatch<SpanEntry>(Keep);
        tree.Read(request, (source, scope, record) =>
        {
            if (!batch.Takes(record))
            {
                return;
            }
            if (Entry(source, scope, Spans.ParseFrom(record)) is { } span)
            {
                batch.Add(span);
                return;
            }
            batch.Refuse();
        });
        batch.Flush();
        return new ExportTraceServiceResponse
        {
            PartialSuccess = batch.NotKept == 0 ? null : new ExportTracePartialSuccess
            {
                RejectedSpans = batch.NotKept,
                ErrorMessage = $"{RecordLimits.Refusal} Nor are spans without ids.",
            },
        };
    }

    private long Keep(IReadOnlyList<SpanEntry> spans, long refused)
    {
        store.Add(spans, refused);
        return refused;
    }

    private SpanEntry? Entry(TelemetrySource source, string scope, Span span)
    {
        var (trace, id) = (TraceIds.Trace(span.TraceId.Span), TraceIds.Span(span.SpanId.Span));
        if (trace == 0 || id == 0)
        {
            return null;
        }

        var start = UnixNanoseconds.ToTime(span.StartTimeUnixNano) ?? time.GetUtcNow();
        var end = UnixNanoseconds.ToTime(span.EndTimeUnixNano) ?? start;
        return new SpanEntry
        {
            TraceId = trace,
            Id = id,
            ParentId = TraceIds.Span(span.ParentSpanId.Span),
            Source = source,
            Scope = scope,
            Name = values.Line(span.Name),
            Kind = Enum.IsDefined((SpanKind)span.Kind) ? (SpanKind)span.Kind : SpanKind.Unknown,
            Start = start,
            Duration = end > start ? end - start : TimeSpan.Zero,
            Tags = values.Tags(span.Attributes),
            Events = span.Events.Count == 0 ? [] : [.. span.Events.Take(MostEvents).Select(item => Event(item, start))],
            HasError = span.Status?.Code == Error,
            StatusText = values.Text(span.Status?.Message ?? ""),
        };
    }

    private SpanEvent Event(Wire.SpanEvent item, DateTimeOffset start) =>
        new(UnixNanoseconds.ToTime(item.TimeUnixNano) ?? start, values.Line(item.Name), values.Tags(item.Attributes));
}
