using BlazorAspire.LoadTest.Circuits;

namespace BlazorAspire.LoadTest.Commands.Saving;

/// <summary>Users who click without a pause, each one click at a time.</summary>
internal sealed class ClickLoad(int users, TimeSpan duration, TimeProvider time)
{
    // Ends what would hang: a click takes milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public async Task<ClickRun> RunAsync(Uri address, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Patience + duration, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var history = new ClickHistory(time);
        await using var crowd = await Crowd.OpenAsync(address, users, history, time, limit.Token);
        var start = time.GetTimestamp();
        crowd.Start(TimeSpan.Zero);
        await Task.Delay(duration, time, cancellationToken);
        await crowd.StopAsync();
        var elapsed = time.GetElapsedTime(start);
        return history.Check() is { } violation
            ? throw new MeasurementException($"Clicks were lost, so that they are not worth counting. {violation}")
            : new ClickRun(elapsed, [.. crowd.Users.SelectMany(user => user.Latencies).Select(latency => latency.TotalMilliseconds)]);
    }
}
