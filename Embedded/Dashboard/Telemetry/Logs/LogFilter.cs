namespace Embedded.Dashboard.Telemetry.Logs;

/// <summary>Which entries somebody wants to see. What is null does not count.</summary>
/// <param name="Least">The least level. An entry of no level passes only where every entry does.</param>
/// <param name="Text">Part of the message, the category or an attribute's value, in any case.</param>
public sealed record LogFilter(string? Source = null, LogLevel? Least = null, string? Text = null, UInt128? TraceId = null, ulong? SpanId = null)
{
    public bool Takes(LogEntry entry) =>
        (Source is null || entry.Source.Name == Source)
        && (Least is null || (entry.Level >= Least && entry.Level != LogLevel.None))
        && (TraceId is null || entry.TraceId == TraceId)
        && (SpanId is null || entry.SpanId == SpanId)
        && (string.IsNullOrEmpty(Text) || Holds(entry, Text));

    private static bool Holds(LogEntry entry, string text) =>
        entry.Message.Contains(text, StringComparison.OrdinalIgnoreCase)
        || entry.Category.Contains(text, StringComparison.OrdinalIgnoreCase)
        || entry.Tags.Contain(text);
}
