using System.Buffers;
using Embedded.Dashboard.Otlp.Wire;
using Embedded.Dashboard.Telemetry;
using Embedded.Dashboard.Telemetry.Logs;
using Google.Protobuf;

namespace Embedded.Dashboard.Otlp;

internal sealed class LogsSignal(OtlpTree tree, ValueReader values, LogStore store, TimeProvider time) : IOtlpSignal
{
    private const int NumbersOfLevel = 4;

    private static readonly MessageParser<LogRecord> Records = LogRecord.Parser.WithDiscardUnknownFields(true);

    public string Path => "/v1/logs";

    public IMessage Take(ReadOnlySequence<byte> request)
    {
        var batch = new RecordBatch<LogEntry>(Keep);
        tree.Read(request, (source, scope, record) =>
        {
            if (batch.Takes(record))
            {
                batch.Add(Entry(source, scope, Records.ParseFrom(record)));
            }
        });
        batch.Flush();
        return new ExportLogsServiceResponse
        {
            PartialSuccess = batch.NotKept == 0 ? null : new ExportLogsPartialSuccess { RejectedLogRecords = batch.NotKept, ErrorMessage = RecordLimits.Refusal },
        };
    }

    private long Keep(IReadOnlyList<LogEntry> entries, long refused)
    {
        store.Add(entries, refused);
        return refused;
    }

    private LogEntry Entry(TelemetrySource source, string scope, LogRecord record)
    {
        var message = values.Text(record.Body);
        return new LogEntry
        {
            Time = UnixNanoseconds.ToTime(record.TimeUnixNano) ?? UnixNanoseconds.ToTime(record.ObservedTimeUnixNano) ?? time.GetUtcNow(),
            Source = source,
            Category = scope,
            Level = Level(record.SeverityNumber),
            Message = message.Length > 0 ? message : values.Line(record.EventName),
            Tags = values.Tags(record.Attributes),
            TraceId = TraceIds.Trace(record.TraceId.Span),
            SpanId = TraceIds.Span(record.SpanId.Span),
        };
    }

    // 1 to 4 is trace, 5 to 8 debug, and on to 21 to 24, fatal.
    private static LogLevel Level(int severity) => severity is < 1 or > (int)LogLevel.None * NumbersOfLevel
        ? LogLevel.None
        : (LogLevel)((severity - 1) / NumbersOfLevel);
}
