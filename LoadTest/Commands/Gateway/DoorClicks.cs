using System.Globalization;

namespace BlazorAspire.LoadTest.Commands.Gateway;

/// <summary>Clicks without a pause through one arm, and the processor time of one of them, in microseconds.</summary>
internal sealed record DoorClicks(double PerSecond, double DoorMicroseconds, double ClientMicroseconds, double ReplicaMicroseconds)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{PerSecond:0} clicks/s, {DoorMicroseconds:0} µs of the proxy, {ClientMicroseconds:0} µs of the client and {ReplicaMicroseconds:0} µs of the replica a click");
}
