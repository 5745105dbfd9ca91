using BlazorAspire.Gateway.Health;
using BlazorAspire.Gateway.Pages;
using BlazorAspire.Gateway.Replicas;
using BlazorAspire.Shared;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace BlazorAspire.Gateway.Forwarding;

/// <summary>
/// Says which replicas a request may go to, and sends it again where that is safe: to another replica when no connection came about or the first has not
/// acted on it, and once more to the same when its connection broke and the request may be repeated. Each replica is asked once, and one that is told to
/// keep the request is the last.
/// </summary>
internal sealed class RerouteMiddleware(
    RequestDelegate next, ReplicaRegistry registry, ReplicaHealth health, ErrorPage page, IHostApplicationLifetime lifetime,
    ILogger<RerouteMiddleware> logger)
{
    public Task InvokeAsync(HttpContext context) => CircuitRequest.IsLongLived(context) ? RouteUntilTheEndAsync(context) : RouteAsync(context);

    /// <summary>A stopping gateway waits for requests in flight, and an open connection is one that does not end by itself.</summary>
    private async Task RouteUntilTheEndAsync(HttpContext context)
    {
        var aborted = context.RequestAborted;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(aborted, lifetime.ApplicationStopping);
        context.RequestAborted = end.Token;
        try
        {
            await RouteAsync(context);
        }
        finally
        {
            context.RequestAborted = aborted;
        }
    }

    private async Task RouteAsync(HttpContext context)
    {
        var route = new RequestRoute();
        context.Features.Set(route);
        var proxy = context.GetReverseProxyFeature();
        List<DestinationState>? candidates = First(context, proxy.AllDestinations);
        while (candidates is not null)
        {
            proxy.AvailableDestinations = candidates;
            await next(context);
            candidates = Next(context, proxy.AllDestinations, route);
            if (candidates is not null)
            {
                Reset(context, route);
            }
        }

        await AnswerAsync(context, route);
    }

    /// <summary>Who begins anew does not do so on a replica that is about to end. With no other to go to it is asked all the same: it may have been started anew.</summary>
    private List<DestinationState> First(HttpContext context, IReadOnlyList<DestinationState> all)
    {
        var alive = all.Where(destination => registry.Of(destination).State != ReplicaState.Dead).ToList();
        var leavesDraining = CircuitRequest.BeginsAnew(context) && alive.Exists(destination => registry.Of(destination).State == ReplicaState.Ready);
        return leavesDraining ? alive.FindAll(destination => registry.Of(destination).State != ReplicaState.Draining) : alive;
    }

    /// <summary>Where the request goes after an attempt; null when this was the last.</summary>
    private List<DestinationState>? Next(HttpContext context, IReadOnlyList<DestinationState> all, RequestRoute route)
    {
        if (route.Target is not { } asked || context.Response.HasStarted)
        {
            return null;
        }

        if (route.Reroute is { } answer)
        {
            if (answer.State is { } state)
            {
                health.Declared(asked, state);
            }

            return MayBeRepeated(context) && !route.Stays ? Others(all, route, answer.Allows) ?? Stay(all, route, answer) : null;
        }

        if (context.Features.Get<IForwarderErrorFeature>()?.Error != ForwarderError.Request)
        {
            return null;
        }

        if (ConnectFailure.Of(context) is { } failure)
        {
            health.ConnectionFailed(asked, failure.Message.TrimEnd('.'));
            return MayBeRepeated(context) ? Others(all, route, _ => true) : null;
        }

        // To the same: moving a user off a living replica costs the user's circuit, and of a dead one the next connection tells.
        var again = MayBeRepeated(context) && IsSafe(context.Request) && !route.IsRepeated;
        route.IsRepeated = true;
        return again ? Only(all, asked) : null;
    }

    private List<DestinationState>? Others(IReadOnlyList<DestinationState> all, RequestRoute route, Func<Replica, bool> allows)
    {
        var others = all.Where(destination => registry.Of(destination) is { State: ReplicaState.Ready } replica && allows(replica) && !route.HasTried(replica)).ToList();
        return others.Count > 0 ? others : null;
    }

    private static List<DestinationState>? Stay(IReadOnlyList<DestinationState> all, RequestRoute route, Reroute answer)
    {
        if (answer.Names is null)
        {
            return null;
        }

        route.Stays = true;
        return Only(all, route.Target!);
    }

    private static List<DestinationState> Only(IReadOnlyList<DestinationState> all, Replica replica) => [all.Single(destination => destination.DestinationId == replica.Name)];

    /// <summary>A body passes through once: a repetition could send less than the client did.</summary>
    private static bool MayBeRepeated(HttpContext context) => !RequestBody.CanBeIn(context) && !context.RequestAborted.IsCancellationRequested;

    /// <summary>A negotiation that is asked for twice leaves a connection that nobody opens, and which ends by itself.</summary>
    private static bool IsSafe(HttpRequest request) => !OneTimeRequest.Is(request) || CircuitRequest.IsNegotiate(request);

    private static void Reset(HttpContext context, RequestRoute route)
    {
        route.Reroute = null;
        context.Response.Clear();
        context.Features.Set<IForwarderErrorFeature>(null);
    }

    private async Task AnswerAsync(HttpContext context, RequestRoute route)
    {
        if (context.Response.HasStarted)
        {
            return;
        }

        if (route is { Reroute: not null, Target: { } target })
        {
            ForwardingLog.NoPlace(logger, target.Name);
            await WriteAsync(context, StatusCodes.Status503ServiceUnavailable);
        }
        else if (context.Features.Get<IForwarderErrorFeature>() is { Error: not ForwarderError.None and var error })
        {
            var nothingSent = error == ForwarderError.NoAvailableDestinations || ConnectFailure.Of(context) is not null;
            var status = nothingSent ? StatusCodes.Status503ServiceUnavailable : context.Response.StatusCode;
            if (error != ForwarderError.NoAvailableDestinations)
            {
                ForwardingLog.Failed(logger, error, status);
            }

            await WriteAsync(context, status);
        }
    }

    private Task WriteAsync(HttpContext context, int status)
    {
        context.Response.Clear();
        return page.WriteAsync(context, status);
    }
}
