using Embedded.Dashboard.Otlp.Wire;
using Google.Protobuf;

namespace Embedded.Tests.Dashboard.Otlp;

/// <summary>Telemetry as an exporter would send it.</summary>
internal static class OtlpData
{
    public const ulong Start = 1_900_000_000_000_000_000;

    private const ulong Millisecond = 1_000_000;

    public static ExportLogsServiceRequest Logs(params IEnumerable<LogRecord> records) => new()
    {
        ResourceLogs = { new ResourceLogs { Resource = Process("webapp-1"), ScopeLogs = { new ScopeLogs { Scope = new InstrumentationScope { Name = "App.Category" }, LogRecords = { records } } } } },
    };

    public static ExportTraceServiceRequest Traces(params IEnumerable<Span> spans) => TracesOf("webapp-1", spans);

    public static ExportTraceServiceRequest TracesOf(string process, params IEnumerable<Span> spans) => new()
    {
        ResourceSpans = { new ResourceSpans { Resource = Process(process), ScopeSpans = { new ScopeSpans { Scope = new InstrumentationScope { Name = "App.Source" }, Spans = { spans } } } } },
    };

    public static ExportMetricsServiceRequest Metrics(params IEnumerable<Metric> metrics) => MetricsOf("webapp-1", metrics);

    public static ExportMetricsServiceRequest MetricsOf(string process, params IEnumerable<Metric> metrics) => new()
    {
        ResourceMetrics = { new ResourceMetrics { Resource = Process(process), ScopeMetrics = { new ScopeMetrics { Scope = new InstrumentationScope { Name = "App.Meter" }, Metrics = { metrics } } } } },
    };

    public static Resource Process(string name) => new() { Attributes = { Attribute("service.name", name), Attribute("service.instance.id", $"{name}-a") } };

    public static KeyValue Attribute(string key, string value) => new() { Key = key, Value = Text(value) };

    public static AnyValue Text(string text) => new() { StringValue = text };

    /// <param name="severity">9 is information, 13 a warning, 17 an error.</param>
    public static LogRecord Log(string message, int severity = 9) => new() { TimeUnixNano = Start, SeverityNumber = severity, Body = Text(message) };

    /// <summary>A span of a trace; both are told by small numbers.</summary>
    public static Span Span(int trace, int id, int parent = 0, string name = "span", int start = 0, int milliseconds = 1) => new()
    {
        TraceId = Number(trace, 16),
        SpanId = Number(id, 8),
        ParentSpanId = parent == 0 ? ByteString.Empty : Number(parent, 8),
        Name = name,
        StartTimeUnixNano = Start + ((ulong)start * Millisecond),
        EndTimeUnixNano = Start + ((ulong)(start + milliseconds) * Millisecond),
    };

    private static ByteString Number(int number, int length)
    {
        var bytes = new byte[length];
        BitConverter.GetBytes(number).CopyTo(bytes, 0);
        bytes.AsSpan().Reverse();
        return ByteString.CopyFrom(bytes);
    }
}
