using BlazorAspire.Gateway.Balancing;
using BlazorAspire.Gateway.Replicas;
using BlazorAspire.Gateway.Telemetry;

namespace BlazorAspire.Gateway.Forwarding;

/// <summary>Stands after the choice of a replica: counts its users and its circuits.</summary>
internal sealed class AttemptMiddleware(RequestDelegate next, ReplicaRegistry registry, PendingUsers pending, GatewayMetrics metrics, ILogger<AttemptMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetReverseProxyFeature().AvailableDestinations is not [var destination])
        {
            await next(context);
            return;
        }

        var replica = registry.Of(destination);
        Count(RequestRoute.Of(context), replica);
        if (!CircuitRequest.IsConnection(context))
        {
            await next(context);
            return;
        }

        pending.Connected(replica);
        replica.CircuitOpened();
        try
        {
            await next(context);
        }
        finally
        {
            replica.CircuitClosed();
        }
    }

    private void Count(RequestRoute route, Replica replica)
    {
        var before = route.Target;
        var isNew = route.GoTo(replica);
        if (before is not null)
        {
            metrics.Retried(moved: isNew);
            ForwardingLog.SentAgain(logger, before.Name, replica.Name);
        }

        if (!isNew)
        {
            return;
        }

        pending.Add(replica);
        metrics.Assigned(replica);
        if (route.Own is { } own && (before ?? own) == own)
        {
            metrics.Moved(ReasonOf(own.State), own, replica);
        }
    }

    private static MoveReason ReasonOf(ReplicaState state) => state switch
    {
        ReplicaState.Dead => MoveReason.Dead,
        ReplicaState.Draining => MoveReason.Draining,
        _ => MoveReason.Asked,
    };
}
