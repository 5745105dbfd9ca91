namespace Embedded.Dashboard.Telemetry;

internal static class UnixNanoseconds
{
    private const ulong PerTick = 100;
    private static readonly ulong Latest = (ulong)(DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks * PerTick;

    /// <summary>Null for zero, which stands for an unknown time, and for what no calendar holds.</summary>
    public static DateTimeOffset? ToTime(ulong nanoseconds) =>
        nanoseconds == 0 || nanoseconds > Latest ? null : DateTimeOffset.UnixEpoch.AddTicks((long)(nanoseconds / PerTick));
}
