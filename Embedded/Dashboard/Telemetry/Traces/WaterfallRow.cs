namespace Embedded.Dashboard.Telemetry.Traces;

/// <summary>A span's line in the picture of its trace.</summary>
/// <param name="Depth">0 for a span without a known parent.</param>
/// <param name="Offset">From the start of the trace, as a share of its duration.</param>
/// <param name="Width">The span's share of the trace's duration.</param>
public sealed record WaterfallRow(SpanEntry Span, int Depth, double Offset, double Width);
