using BlazorAspire.Gateway.Replicas;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Gateway.Health;

/// <summary>Probes every replica, each in its own loop so that a slow one does not delay the others.</summary>
internal sealed class ReplicaProber(
    ReplicaRegistry registry, IReplicaProbe probe, ReplicaHealth health, IOptions<HealthOptions> options, TimeProvider time, ILogger<ReplicaProber> logger)
    : BackgroundService
{
    /// <summary>The first round ends before the server listens, so that the first request already finds a replica.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(registry.All.Select(replica => ProbeAsync(replica, cancellationToken)));
        await base.StartAsync(cancellationToken);
    }

    public async Task<ReplicaState?> ProbeAsync(Replica replica, CancellationToken cancellationToken)
    {
        var seen = await probe.ProbeAsync(replica, cancellationToken);
        health.Observed(replica, seen);
        return seen;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(registry.All.Select(replica => WatchAsync(replica, stoppingToken)));

    private async Task WatchAsync(Replica replica, CancellationToken stoppingToken)
    {
        var isLate = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(replica.State == ReplicaState.Ready && !isLate ? options.Value.Interval : options.Value.RetryInterval, time, stoppingToken);
                isLate = await ProbeAsync(replica, stoppingToken) is null;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                HealthLog.ProbeBroke(logger, replica.Name, exception);
            }
        }
    }
}
