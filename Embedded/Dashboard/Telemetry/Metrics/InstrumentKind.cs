namespace Embedded.Dashboard.Telemetry.Metrics;

public enum InstrumentKind
{
    /// <summary>A value that is as it is now.</summary>
    Gauge,

    /// <summary>A total that only grows: its rate tells more than its value.</summary>
    Counter,

    /// <summary>A total that grows and shrinks.</summary>
    UpDownCounter,

    /// <summary>How many measurements fell between which bounds.</summary>
    Histogram,
}
