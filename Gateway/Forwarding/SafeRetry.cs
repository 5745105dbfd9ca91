using BlazorAspire.Gateway.Assignment;
using BlazorAspire.Gateway.Circuits;
using BlazorAspire.Gateway.Health;
using BlazorAspire.Gateway.Replicas;
using BlazorAspire.Gateway.Telemetry;
using BlazorAspire.ServiceDefaults;
using Yarp.ReverseProxy.Forwarder;

namespace BlazorAspire.Gateway.Forwarding;

/// <summary>
/// While no connection comes about nothing is sent, so every replica may be tried: each failure takes one off the list.
/// A request that may have been seen is sent once more, and only if it is safe to repeat.
/// </summary>
internal sealed class SafeRetry(ReplicaHealth health, ReplicaProber prober, Assigner assigner, GatewayMetrics metrics) : IRetryPolicy
{
    public async ValueTask<Visit?> NextAsync(HttpContext context, Visit failed, ForwarderError error)
    {
        if (error != ForwarderError.Request || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }

        if (ConnectFailure.Of(context) is { } exception)
        {
            health.ConnectionFailed(failed.Replica, exception.Message.TrimEnd('.'));
            return RequestBody.CanBeIn(context) ? null : Elsewhere(failed);
        }

        if (RequestBody.CanBeIn(context) || !IsSafe(context.Request) || failed.Sent > 0)
        {
            return null;
        }

        var again = failed with { Sent = failed.Sent + 1 };
        return await IsDeadAsync(failed.Replica, context.RequestAborted) ? Elsewhere(again) : again;
    }

    /// <summary>A connection that broke says little about the replica, and moving a user off a living one costs the user's circuit.</summary>
    private async Task<bool> IsDeadAsync(Replica replica, CancellationToken cancellationToken)
    {
        if (await prober.ProbeAsync(replica, cancellationToken) == ReplicaState.Dead)
        {
            health.ConnectionFailed(replica, "its connections broke and new ones fail");
        }

        return replica.State == ReplicaState.Dead;
    }

    private Visit? Elsewhere(Visit failed)
    {
        if (assigner.Assign(failed.Browser, replica => !failed.HasTried(replica)) is not { } replica)
        {
            return null;
        }

        if (!failed.IsNew)
        {
            metrics.Moved(MoveReason.Dead, failed.Replica, replica);
        }

        return failed.At(replica);
    }

    /// <summary>A negotiation that is asked for twice leaves a connection that nobody opens, and which ends by itself.</summary>
    private static bool IsSafe(HttpRequest request) => !OneTimeRequest.Is(request) || CircuitRequest.IsNegotiate(request);
}
