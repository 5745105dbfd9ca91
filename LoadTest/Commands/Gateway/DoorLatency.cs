using System.Globalization;

namespace BlazorAspire.LoadTest.Commands.Gateway;

/// <summary>How long a click through one arm takes at a fixed rate, in milliseconds from when it was due.</summary>
internal sealed record DoorLatency(double P50, double P99)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"p50 {P50:0.00} ms, p99 {P99:0.00} ms");
}
