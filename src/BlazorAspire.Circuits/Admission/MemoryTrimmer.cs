using BlazorAspire.Circuits.Circuits;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Circuits.Admission;

/// <summary>
/// Has a replica that is out of memory give back what is not in use, as nothing else does when its users have left. All threads stand still meanwhile, so it is
/// done in the background, and again only when users have gone since.
/// </summary>
internal sealed class MemoryTrimmer(Capacity capacity, LiveCircuits circuits, IMemoryGauge memory, IOptions<CapacityOptions> options, TimeProvider time) : BackgroundService
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private const int AnywayAfter = 10;
    private const double Fewer = 0.9;
    private int? _before;
    private int _looks;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.MaxMemory == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Look();
        }
    }

    internal void Look()
    {
        if (!capacity.IsOutOfMemory)
        {
            _before = null;
        }
        else if (_before is not { } before || circuits.Count < before * Fewer || ++_looks >= AnywayAfter)
        {
            (_before, _looks) = (circuits.Count, 0);
            memory.Trim();
        }
    }
}
