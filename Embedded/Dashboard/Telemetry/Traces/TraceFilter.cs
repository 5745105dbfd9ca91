namespace Embedded.Dashboard.Telemetry.Traces;

/// <summary>Which traces somebody wants to see. What is null does not count.</summary>
/// <param name="Text">Part of a span's name, or the start of the trace's id, in any case.</param>
public sealed record TraceFilter(string? Source = null, string? Text = null, bool ErrorsOnly = false, TimeSpan? Least = null)
{
    public bool Takes(Trace trace) =>
        (!ErrorsOnly || trace.Errors > 0)
        && (Least is null || trace.Duration >= Least)
        && (Source is null || trace.Sources.Contains(Source))
        && (string.IsNullOrEmpty(Text) || Holds(trace, Text));

    private static bool Holds(Trace trace, string text)
    {
        foreach (var span in trace.Spans)
        {
            if (span.Name.Contains(text, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return TraceIds.Text(trace.Id).StartsWith(text, StringComparison.OrdinalIgnoreCase);
    }
}
