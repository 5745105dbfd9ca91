namespace Embedded.Dashboard.Telemetry.Traces;

/// <summary>The protocol's numbers.</summary>
public enum SpanKind
{
    Unknown = 0,
    Internal = 1,
    Server = 2,
    Client = 3,
    Producer = 4,
    Consumer = 5,
}
