using BlazorAspire.Circuits.Admission;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Circuits.Circuits;

/// <summary>
/// Has the whole heap collected, in the background, when circuits have come or gone since the last time: a server with memory to spare may
/// not do so for hours, and what a circuit takes would stay unknown.
/// </summary>
internal sealed class CircuitMemoryCollector(
    CircuitMemory memory, LiveCircuits circuits, WarmUp warmUp, IOptions<CapacityOptions> options, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.MemoryInterval == TimeSpan.Zero)
        {
            return;
        }

        // The first time is before users, who are compared with it, and after the page that is opened for none.
        await warmUp.Done.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(options.Value.MemoryInterval, time);
        do
        {
            Collect();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Collect()
    {
        var open = circuits.Count;
        memory.PerCircuit(open);
        if (memory.IsStale(open))
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
        }
    }
}
