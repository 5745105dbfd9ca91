namespace Embedded.Dashboard.Telemetry.Traces;

/// <param name="DroppedTraces">Older traces that are no longer kept.</param>
/// <param name="DroppedSpans">Spans that went with them, or that came to a trace that is full.</param>
/// <param name="Refused">Spans that could not be taken, as they were too large or had no id.</param>
internal readonly record struct TraceCounts(int Traces, int Spans, long DroppedTraces, long DroppedSpans, long Refused);
