using BlazorAspire.Gateway.Circuits;
using BlazorAspire.Gateway.Replicas;
using BlazorAspire.Gateway.Telemetry;

namespace BlazorAspire.Gateway.Assignment;

/// <summary>Gives users without a usable replica a ready one.</summary>
internal sealed class Assigner(
    ReplicaRegistry registry, IAssignmentPolicy policy, PendingAssignments pending, LongPolls longPolls, GatewayMetrics metrics)
{
    // Choosing and counting are one step; otherwise two users at once would see the same counts.
    private readonly Lock _lock = new();

    /// <summary>Null when no replica is ready, or none that <paramref name="allows"/> lets pass.</summary>
    public Replica? Assign(Guid browser, Func<Replica, bool>? allows = null)
    {
        lock (_lock)
        {
            longPolls.CloseIdle();
            var candidates = registry.All
                .Where(replica => replica.State == ReplicaState.Ready && (allows?.Invoke(replica) ?? true))
                .Select(replica => new Candidate(replica, replica.OpenCircuits + pending.Count(replica)))
                .ToList();
            if (candidates.Count == 0)
            {
                return null;
            }

            var chosen = policy.Choose(candidates);
            pending.Add(browser, chosen);
            metrics.Assigned(chosen);
            return chosen;
        }
    }
}
