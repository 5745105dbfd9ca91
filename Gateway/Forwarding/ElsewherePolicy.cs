using BlazorAspire.Gateway.Assignment;
using BlazorAspire.Gateway.Health;
using BlazorAspire.Gateway.Replicas;
using BlazorAspire.Gateway.Telemetry;

namespace BlazorAspire.Gateway.Forwarding;

/// <summary>
/// Where a request goes that a replica did not act on. Each replica is asked once, and one that is told to keep the request
/// is the last, so a request ends after as many attempts as there are replicas, and one.
/// </summary>
internal sealed class ElsewherePolicy(ReplicaHealth health, Assigner assigner, GatewayMetrics metrics)
{
    /// <summary>The next attempt; null when there is no place for the request.</summary>
    public Visit? Next(HttpContext context, Visit asked, Elsewhere answer)
    {
        if (answer.State is { } state)
        {
            health.Declared(asked.Replica, state);
        }

        if (asked.Stays || RequestBody.CanBeIn(context) || context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }

        if (assigner.Assign(asked.Browser, replica => answer.Allows(replica) && !asked.HasTried(replica)) is { } replica)
        {
            Count(asked, replica);
            return asked.At(replica);
        }

        return answer.Names is null ? null : asked with { Stays = true };
    }

    private void Count(Visit asked, Replica to)
    {
        if (!asked.IsNew)
        {
            metrics.Moved(asked.Replica.State == ReplicaState.Draining ? MoveReason.Draining : MoveReason.Asked, asked.Replica, to);
        }
    }
}
