using BlazorAspire.Gateway.Affinity;
using BlazorAspire.Gateway.Assignment;
using BlazorAspire.Gateway.Circuits;
using BlazorAspire.Gateway.Replicas;
using BlazorAspire.Gateway.Telemetry;

namespace BlazorAspire.Gateway.Forwarding;

/// <summary>The replica that a request goes to first: its browser's own while that is of use, else a new one.</summary>
internal sealed class FirstVisit(IAffinityPolicy affinity, Assigner assigner, GatewayMetrics metrics)
{
    /// <summary>Null when no replica is ready.</summary>
    public Visit? Choose(HttpContext context)
    {
        var found = affinity.Find(context);
        if (found.Replica is not { } own)
        {
            return Assign(found);
        }

        // Without another place the replica is asked all the same: it may have been started anew since the last probe.
        return own.State == ReplicaState.Draining && BeginsAnew(context) && assigner.Assign(found.Browser) is { } other
            ? Moved(found, own, other, MoveReason.Draining)
            : new Visit(found.Browser, own, IsNew: false);
    }

    private Visit? Assign(Affinity.Affinity found)
    {
        metrics.Missed(found.Miss);
        if (assigner.Assign(found.Browser) is not { } replica)
        {
            return null;
        }

        return found.Dead is { } dead ? Moved(found, dead, replica, MoveReason.Dead) : new Visit(found.Browser, replica, IsNew: true);
    }

    private Visit Moved(Affinity.Affinity found, Replica from, Replica to, MoveReason reason)
    {
        metrics.Moved(reason, from, to);
        return new Visit(found.Browser, to, IsNew: true);
    }

    /// <summary>A page, or a circuit's connection that no replica holds yet. All else may belong to what is open on the replica.</summary>
    private static bool BeginsAnew(HttpContext context) =>
        !RequestBody.CanBeIn(context) && (CircuitRequest.IsStart(context.Request) || IsPage(context.Request));

    private static bool IsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !CircuitRequest.IsUnderEndpoint(request)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
