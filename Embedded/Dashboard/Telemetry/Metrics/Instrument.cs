namespace Embedded.Dashboard.Telemetry.Metrics;

/// <summary>What is measured, by whichever process.</summary>
/// <param name="Unit">In the short form that OpenTelemetry uses: <c>s</c>, <c>By</c>, <c>{circuit}</c>; may be empty.</param>
public sealed record Instrument(string Meter, string Name, string Unit, string Description, InstrumentKind Kind)
{
    /// <summary>About what its texts take of memory.</summary>
    public int Bytes => 2 * (Meter.Length + Name.Length + Unit.Length + Description.Length);
}
