namespace Embedded.Dashboard.Telemetry;

/// <summary>
/// How much telemetry is kept: the section <c>Dashboard:Limits</c>. What is over a limit is dropped and counted: the oldest log entries, traces
/// and points, but the newest spans of one trace, and new series where there are enough.
/// </summary>
internal sealed class TelemetryLimits
{
    public const string Section = "Dashboard:Limits";

    /// <summary>Log entries kept. 20,000 by default.</summary>
    public int LogEntries { get; set; } = 20_000;

    /// <summary>Megabytes that the kept log entries may take. 48 by default.</summary>
    public int LogMegabytes { get; set; } = 48;

    /// <summary>Spans kept, over all traces. 50,000 by default.</summary>
    public int Spans { get; set; } = 50_000;

    /// <summary>Megabytes that the kept spans may take. 64 by default.</summary>
    public int SpanMegabytes { get; set; } = 64;

    /// <summary>Spans kept of one trace; later ones are dropped. 5,000 by default.</summary>
    public int SpansPerTrace { get; set; } = 5_000;

    /// <summary>Time series kept: one for each instrument, process and set of attributes. 4,000 by default.</summary>
    public int MetricSeries { get; set; } = 4_000;

    /// <summary>Minutes of metrics kept, with at most one point a second. 15 by default.</summary>
    public int MetricMinutes { get; set; } = 15;

    /// <summary>Megabytes that the kept series of metrics and their points may take. 48 by default.</summary>
    public int MetricMegabytes { get; set; } = 48;

    /// <summary>Attributes kept of one entry, span or series. 64 by default.</summary>
    public int Attributes { get; set; } = 64;

    /// <summary>Characters kept of one text: a message, an attribute's value, a stack trace. 8,192 by default.</summary>
    public int TextLength { get; set; } = 8_192;

    public static string? FindProblem(TelemetryLimits limits) =>
        Check(nameof(LogEntries), limits.LogEntries, 100, 1_000_000)
        ?? Check(nameof(LogMegabytes), limits.LogMegabytes, 1, 4_096)
        ?? Check(nameof(Spans), limits.Spans, 100, 1_000_000)
        ?? Check(nameof(SpanMegabytes), limits.SpanMegabytes, 1, 4_096)
        ?? Check(nameof(SpansPerTrace), limits.SpansPerTrace, 10, 100_000)
        ?? Check(nameof(MetricSeries), limits.MetricSeries, 10, 100_000)
        ?? Check(nameof(MetricMinutes), limits.MetricMinutes, 1, 120)
        ?? Check(nameof(MetricMegabytes), limits.MetricMegabytes, 1, 4_096)
        ?? Check(nameof(Attributes), limits.Attributes, 1, 1_024)
        ?? Check(nameof(TextLength), limits.TextLength, 64, 65_536);

    private static string? Check(string name, int value, int least, int most) => value >= least && value <= most
        ? null
        : $"'{Section}:{name}' is {value}. Set it to a value from {least} to {most}.";
}
