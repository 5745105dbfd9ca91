using BlazorAspire.Gateway.Assignment;
using BlazorAspire.Gateway.Health;
using BlazorAspire.Gateway.Replicas;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace BlazorAspire.Gateway.Forwarding;

/// <summary>Whether a failed request may be sent once more, and where to.</summary>
internal sealed class SafeRetry(ReplicaHealth health, ReplicaProber prober, Assigner assigner) : IRetryPolicy
{
    public async ValueTask<Visit?> NextAsync(HttpContext context, Visit failed, ForwarderError error)
    {
        if (error != ForwarderError.Request || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }

        var exception = context.Features.Get<IForwarderErrorFeature>()?.Exception;
        var nothingSent = ConnectFailure.Is(exception);
        if (nothingSent)
        {
            health.ConnectionFailed(failed.Replica, exception!.Message);
        }

        if (HasBody(context) || !(nothingSent || IsSafe(context.Request.Method)))
        {
            return null;
        }

        return nothingSent || await IsDeadAsync(failed.Replica, context.RequestAborted)
            ? Elsewhere(failed)
            : failed;
    }

    /// <summary>A connection that broke says little about the replica, and moving a user off a living one costs the user's circuit.</summary>
    private async Task<bool> IsDeadAsync(Replica replica, CancellationToken cancellationToken)
    {
        if (await prober.ProbeAsync(replica, cancellationToken) == ReplicaState.Dead)
        {
            health.ConnectionFailed(replica, "its connections broke and new ones fail.");
        }

        return replica.State == ReplicaState.Dead;
    }

    private Visit? Elsewhere(Visit failed) =>
        assigner.Assign(failed.Browser, failed.Replica) is { } replica ? new Visit(failed.Browser, replica, IsNew: true) : null;

    private static bool HasBody(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false };

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
