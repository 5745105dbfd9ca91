using Embedded.Dashboard.Telemetry;
using Embedded.Dashboard.Telemetry.Logs;
using Embedded.Dashboard.Telemetry.Traces;
using Microsoft.Extensions.Logging;

namespace Embedded.Tests.Dashboard.Telemetry;

internal static class Samples
{
    public static readonly DateTimeOffset Time = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static TelemetrySource Source(string name = "webapp-1", string instance = "a") => new(name, instance, []);

    /// <summary>A process that tells much of itself.</summary>
    public static TelemetrySource LargeSource(int number, int characters = 8_000) => new($"webapp-{number}", "a", [new Tag("told", new string('x', characters))]);

    public static LogEntry Log(string message = "hello", LogLevel level = LogLevel.Information, string source = "webapp-1", params Tag[] tags) => new()
    {
        Time = Time,
        Source = Source(source),
        Category = "App.Category",
        Level = level,
        Message = message,
        Tags = tags,
        TraceId = 7,
        SpanId = 3,
    };

    public static SpanEntry Span(int trace, int id, int parent = 0, string source = "webapp-1", string name = "work", int start = 0, int milliseconds = 10, bool error = false) => new()
    {
        TraceId = (UInt128)trace,
        Id = (ulong)id,
        ParentId = (ulong)parent,
        Source = Source(source),
        Scope = "App.Source",
        Name = name,
        Kind = SpanKind.Internal,
        Start = Time.AddMilliseconds(start),
        Duration = TimeSpan.FromMilliseconds(milliseconds),
        Tags = [],
        HasError = error,
    };
}
