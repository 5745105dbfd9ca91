using BlazorAspire.Circuits.Admission;
using BlazorAspire.Circuits.Circuits;
using BlazorAspire.Circuits.Cluster;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Circuits.Moves;

/// <summary>Affinity starves a replica that joins later. This moves users who do nothing to the one that has the fewest, a few at a time.</summary>
internal sealed class Rebalancer(
    ClusterDirectory directory, LiveCircuits circuits, ReplicaAdmission admission, PageMover mover, IOptions<RebalanceOptions> options,
    TimeProvider time, ILogger<Rebalancer> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
        {
            return;
        }

        using var timer = new PeriodicTimer(options.Value.Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await BalanceAsync();
        }
    }

    /// <summary>Moves as many idle users as brings this replica to the average, and gives their number.</summary>
    internal async Task<int> BalanceAsync()
    {
        var ready = directory.Current.Replicas.Where(replica => replica.State == ReplicaState.Ready).ToList();
        if (admission.State == AdmissionState.Draining || ready.Count < 2 || ready.FirstOrDefault(replica => replica.IsHere) is not { } here)
        {
            return 0;
        }

        var emptiest = ready.Where(replica => !replica.IsHere && !replica.Heartbeat.IsFull).MinBy(replica => replica.Heartbeat.ConnectedCircuits);
        var average = ready.Average(replica => replica.Heartbeat.ConnectedCircuits);
        var surplus = (int)(here.Heartbeat.ConnectedCircuits - Math.Ceiling(average));
        // The difference of one user is no reason to disturb anybody.
        if (emptiest is null || surplus < 1 || emptiest.Heartbeat.ConnectedCircuits > average - 1)
        {
            return 0;
        }

        var idle = circuits.All
            .Where(circuit => circuit.IsConnected && !circuit.Holds.Any && time.GetElapsedTime(circuit.UsedAt) >= options.Value.IdleAfter)
            .OrderBy(circuit => circuit.UsedAt)
            .Take(Math.Min(surplus, options.Value.BatchSize))
            .ToList();
        var moved = await Task.WhenAll(idle.Select(circuit => mover.MoveAsync(circuit, MoveReason.Rebalance, [emptiest.Heartbeat.Name])));
        if (moved.Length > 0)
        {
            MoveLog.Rebalanced(logger, moved.Count(answered => answered), emptiest.Heartbeat.Name);
        }

        return moved.Count(answered => answered);
    }
}
