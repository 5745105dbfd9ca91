namespace Embedded.Hosting.Processes;

/// <summary>Stops a process: asks, waits, kills, waits. Each wait has a limit.</summary>
internal sealed class StopLadder(TimeSpan grace, TimeProvider time)
{
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(5);

    public async Task<StopOutcome> StopAsync(IRunningProcess process)
    {
        process.Signal(ProcessSignal.Terminate);
        if (await ExitedWithinAsync(process, grace))
        {
            return StopOutcome.Ended;
        }
        process.Signal(ProcessSignal.Kill);
        return await ExitedWithinAsync(process, KillLimit) ? StopOutcome.Killed : StopOutcome.StillThere;
    }

    private async Task<bool> ExitedWithinAsync(IRunningProcess process, TimeSpan limit)
    {
        using var done = new CancellationTokenSource();
        var timeout = Task.Delay(limit, time, done.Token);
        var first = await Task.WhenAny(process.Exited, timeout);
        await done.CancelAsync();
        return first == process.Exited;
    }
}
