namespace Embedded.Dashboard.Telemetry.Logs;

/// <summary>One structured log entry.</summary>
public sealed class LogEntry
{
    private const int OwnBytes = 160;

    /// <summary>The order of arrival, given by the store.</summary>
    public long Number { get; set; }

    public required DateTimeOffset Time { get; init; }

    public required TelemetrySource Source { get; init; }

    /// <summary>The logger's name.</summary>
    public required string Category { get; init; }

    /// <summary><see cref="LogLevel.None"/> where the sender named no level.</summary>
    public required LogLevel Level { get; init; }

    public required string Message { get; init; }

    public required Tag[] Tags { get; init; }

    public UInt128 TraceId { get; init; }

    public ulong SpanId { get; init; }

    public string? ExceptionText => Tags.ValueOf("exception.stacktrace") ?? Tags.ValueOf("exception.message");

    /// <summary>About what this entry takes of memory, without its source.</summary>
    public int Bytes => OwnBytes + (2 * (Category.Length + Message.Length)) + Tags.Bytes();
}
