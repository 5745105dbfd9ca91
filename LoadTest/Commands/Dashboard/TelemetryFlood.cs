using System.Diagnostics;
using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Dashboard;

/// <summary>Hands in as much as an app does in a day, as fast as it is taken, and watches what it does to the dashboard's memory.</summary>
internal sealed class TelemetryFlood(OtlpSender sender, OtlpMessages messages, Process dashboard)
{
    private const int BatchSize = 512;
    private const int Processes = 5;
    private const int BatchesPerSample = 20;

    /// <summary>The most that was used, in bytes.</summary>
    public long Most { get; private set; }

    public Task SendLogsAsync(int count, CancellationToken cancellationToken) => SendAsync(
        "/v1/logs", count, (batch, size) => messages.Logs(Enumerable.Range(batch * BatchSize, size).Select(messages.Line), batch % Processes), cancellationToken);

    public Task SendSpansAsync(int count, CancellationToken cancellationToken) =>
        SendAsync("/v1/traces", count, (batch, size) => messages.Spans(size, batch % Processes), cancellationToken);

    private async Task SendAsync(string path, int count, Func<int, int, ReadOnlyMemory<byte>> make, CancellationToken cancellationToken)
    {
        for (var (batch, sent) = (0, 0); sent < count; batch++)
        {
            var size = Math.Min(BatchSize, count - sent);
            await sender.SendAsync(path, make(batch, size), cancellationToken);
            sent += size;
            if (batch % BatchesPerSample == 0 || sent == count)
            {
                dashboard.Refresh();
                Most = Math.Max(Most, ProcessMemory.Read(dashboard).Resident);
            }
        }
    }
}
