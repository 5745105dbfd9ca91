using BlazorAspire.Gateway.Affinity;
using BlazorAspire.Gateway.Assignment;
using BlazorAspire.Gateway.Circuits;
using BlazorAspire.Gateway.Health;
using BlazorAspire.Gateway.Pages;
using BlazorAspire.Gateway.Telemetry;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;

namespace BlazorAspire.Gateway.Forwarding;

/// <summary>Everything that is not the gateway's own: find the replica, forward, and send the request again where that is safe.</summary>
internal sealed class ForwardingHandler(
    FirstVisit first, IRetryPolicy retry, ElsewherePolicy elsewhere, IAffinityPolicy affinity, PendingAssignments pending, LongPolls longPolls,
    IHttpForwarder forwarder, ReplicaClient client, ErrorPage page, GatewayMetrics metrics, IOptions<ForwardingOptions> options,
    IHostApplicationLifetime lifetime, ILogger<ForwardingHandler> logger)
{
    private readonly ForwarderRequestConfig _config = new()
    {
        ActivityTimeout = options.Value.ActivityTimeout,
        Version = System.Net.HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    public async Task HandleAsync(HttpContext context)
    {
        if (first.Choose(context) is not { } visit)
        {
            await page.WriteAsync(context, StatusCodes.Status503ServiceUnavailable);
            return;
        }

        var outcome = await SendAsync(context, visit);
        while (await NextAsync(context, visit, outcome) is { } next)
        {
            outcome = await SendAgainAsync(context, visit, next, outcome);
            visit = next;
        }

        if (outcome.Elsewhere is not null)
        {
            ForwardingLog.NoPlace(logger, visit.Replica.Name);
            context.Response.Clear();
            await page.WriteAsync(context, StatusCodes.Status503ServiceUnavailable);
        }
        else if (outcome.Error != ForwarderError.None && !context.Response.HasStarted)
        {
            await FailAsync(context, outcome.Error);
        }
    }

    private async ValueTask<Visit?> NextAsync(HttpContext context, Visit visit, Outcome outcome) => outcome switch
    {
        { Elsewhere: { } answer } => elsewhere.Next(context, visit, answer),
        { Error: not ForwarderError.None } => await retry.NextAsync(context, visit, outcome.Error),
        _ => null,
    };

    private Task<Outcome> SendAgainAsync(HttpContext context, Visit before, Visit next, Outcome outcome)
    {
        if (outcome.Elsewhere is null)
        {
            ForwardingLog.Retried(logger, before.Replica.Name, next.Replica.Name);
        }
        else
        {
            ForwardingLog.SentElsewhere(logger, before.Replica.Name, next.Replica.Name);
        }

        metrics.Retried(moved: before.Replica != next.Replica);
        context.Response.Clear();
        context.Features.Set<IForwarderErrorFeature>(null);
        return SendAsync(context, next);
    }

    private async Task<Outcome> SendAsync(HttpContext context, Visit visit)
    {
        var connection = CircuitRequest.IsForCircuit(context.Request) ? CircuitRequest.ConnectionId(context.Request) : null;
        using var transformer = new ReplicaTransformer(visit, affinity, pending, longPolls);
        Began(connection);
        try
        {
            var error = await forwarder.SendAsync(context, visit.Replica.Prefix, client.Invoker, _config, transformer, EndOf(context));
            return new Outcome(error, transformer.Elsewhere);
        }
        finally
        {
            Ended(connection, context);
        }
    }

    /// <summary>A stopping gateway waits for requests in flight, and an open connection is one that does not end by itself.</summary>
    private CancellationToken EndOf(HttpContext context) => CircuitRequest.IsLongLived(context) ? lifetime.ApplicationStopping : CancellationToken.None;

    private void Began(string? connection)
    {
        if (connection is not null)
        {
            longPolls.Began(connection);
        }
    }

    private void Ended(string? connection, HttpContext context)
    {
        if (connection is null)
        {
            return;
        }

        if (HttpMethods.IsDelete(context.Request.Method))
        {
            longPolls.Closed(connection);
        }
        else
        {
            longPolls.Ended(connection);
        }
    }

    private async Task FailAsync(HttpContext context, ForwarderError error)
    {
        var nothingSent = ConnectFailure.Of(context) is not null;
        var status = nothingSent ? StatusCodes.Status503ServiceUnavailable : context.Response.StatusCode;
        context.Response.Clear();
        ForwardingLog.Failed(logger, error, status);
        await page.WriteAsync(context, status);
    }

    private readonly record struct Outcome(ForwarderError Error, Elsewhere? Elsewhere);
}
