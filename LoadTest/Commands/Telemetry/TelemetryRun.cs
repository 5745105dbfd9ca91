using BlazorAspire.LoadTest.Commands.Saving;

namespace BlazorAspire.LoadTest.Commands.Telemetry;

/// <summary>What one run of clicking gave.</summary>
/// <param name="ProcessorTime">Of the replica, while users opened the page, clicked and left.</param>
internal sealed record TelemetryRun(ClickRun Clicks, TimeSpan ProcessorTime)
{
    public double MicrosecondsPerClick => ProcessorTime.TotalMicroseconds / Clicks.Latencies.Count;
}
