namespace Embedded.Dashboard.Telemetry.Traces;

public sealed record SpanEvent(DateTimeOffset Time, string Name, Tag[] Tags)
{
    private const int OwnBytes = 64;

    public int Bytes => OwnBytes + (2 * Name.Length) + Tags.Bytes();
}
