namespace Embedded.Tests.Dashboard;

/// <summary>Two replicas that tell of their circuits until they are disposed of: the dashboard forgets in seconds who says nothing.</summary>
internal sealed class TellingReplicas : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _telling;

    public TellingReplicas(RunningDashboard dashboard)
    {
        _telling = TellAsync(dashboard);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _telling;
        _stop.Dispose();
    }

    private async Task TellAsync(RunningDashboard dashboard)
    {
        using var timer = new PeriodicTimer(Interval, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                await TelemetrySample.SendCircuitsAsync(dashboard);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The test is over.
        }
    }
}
