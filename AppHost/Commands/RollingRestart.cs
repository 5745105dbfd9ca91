using Microsoft.Extensions.Logging;

namespace BlazorAspire.AppHost.Commands;

/// <summary>Gives every replica a new process, one after the other. Where one does not come back the rest stay as they are.</summary>
internal sealed class RollingRestart(IReadOnlyList<IReplica> replicas, Departures departures, ILogger logger)
{
    private readonly Drain _drain = new(replicas, departures, logger);

    /// <summary>What became of all users.</summary>
    /// <exception cref="DistributedApplicationException">It was not begun, or has stopped at a replica.</exception>
    public async Task<DrainReport> RunAsync(CancellationToken cancellationToken)
    {
        using var turn = departures.TryBeginRollingRestart()
            ?? throw new DistributedApplicationException("A rolling restart is running already. Wait until it is done.");
        await RefuseWhereItThrowsOutAsync(cancellationToken);
        var total = DrainReport.Nobody;
        foreach (var replica in replicas)
        {
            total += await RestartAsync(replica, cancellationToken);
        }

        return total;
    }

    private async Task RefuseWhereItThrowsOutAsync(CancellationToken cancellationToken)
    {
        if (replicas is [var only])
        {
            throw new DistributedApplicationException(
                $"'{only.Name}' is the only replica, so a rolling restart would throw everybody out. Run the app with --replicas 2 or more, or throw them out with 'restart {only.Name}'.");
        }

        var conditions = await Task.WhenAll(replicas.Select(replica => replica.AskAsync(cancellationToken)));
        var ready = conditions.Count(condition => condition == ReplicaCondition.Ready);
        if (ready < 2)
        {
            var missing = replicas.Zip(conditions).First(pair => pair.Second != ReplicaCondition.Ready).First.Name;
            throw new DistributedApplicationException(
                $"{ready} of {replicas.Count} replicas {(ready == 1 ? "is" : "are")} ready, so a rolling restart would throw everybody out. Bring up another one first, with 'restart {missing}'.");
        }
    }

    private async Task<DrainReport> RestartAsync(IReplica replica, CancellationToken cancellationToken)
    {
        try
        {
            var report = await _drain.RunAsync(replica, cancellationToken);
            await replica.StartAsync(cancellationToken);
            CommandLog.Back(logger, replica.Name);
            return report ?? DrainReport.Nobody;
        }
        catch (DistributedApplicationException problem)
        {
            var untouched = replicas.SkipWhile(other => other != replica).Skip(1).Select(other => other.Name).ToArray();
            var rest = untouched.Length == 0 ? "" : $" {string.Join(", ", untouched)} {(untouched.Length == 1 ? "has" : "have")} not been touched.";
            throw new DistributedApplicationException($"The rolling restart has stopped at '{replica.Name}': {problem.Message}{rest}", problem);
        }
    }
}
