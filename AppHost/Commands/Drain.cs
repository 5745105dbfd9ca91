using Microsoft.Extensions.Logging;

namespace BlazorAspire.AppHost.Commands;

/// <summary>Takes a replica out of use: its users first, then its process.</summary>
internal sealed class Drain(IReadOnlyList<IReplica> replicas, Departures departures, ILogger logger)
{
    /// <summary>What became of its users; null if it did not run.</summary>
    /// <exception cref="DistributedApplicationException">It is the last replica, or it refuses. Nothing has changed then.</exception>
    public async Task<DrainReport?> RunAsync(IReplica replica, CancellationToken cancellationToken)
    {
        if (await replica.AskAsync(cancellationToken) == ReplicaCondition.Down)
        {
            // It may be about to be started again after a crash.
            await replica.StopAsync(cancellationToken);
            return null;
        }

        using var departure = await departures.BeginAsync(replica, replicas, cancellationToken);
        CommandLog.Draining(logger, replica.Name);
        var report = await replica.DrainAsync(cancellationToken);
        CommandLog.Drained(logger, replica.Name, report);
        await replica.StopAsync(cancellationToken);
        return report;
    }
}
