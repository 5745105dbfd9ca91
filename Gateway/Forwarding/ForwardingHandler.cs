using BlazorAspire.Gateway.Affinity;
using BlazorAspire.Gateway.Assignment;
using BlazorAspire.Gateway.Circuits;
using BlazorAspire.Gateway.Health;
using BlazorAspire.Gateway.Pages;
using BlazorAspire.Gateway.Telemetry;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;

namespace BlazorAspire.Gateway.Forwarding;

/// <summary>Everything that is not the gateway's own: find the replica, forward, and try once more where that is safe.</summary>
internal sealed class ForwardingHandler(
    IAffinityPolicy affinity, Assigner assigner, PendingAssignments pending, LongPolls longPolls, IRetryPolicy retry,
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
        var found = affinity.Find(context);
        var replica = found.Replica;
        if (replica is null)
        {
            metrics.Missed(found.Miss);
            replica = assigner.Assign(found.Browser);
        }

        if (replica is null)
        {
            await page.WriteAsync(context, StatusCodes.Status503ServiceUnavailable);
            return;
        }

        var visit = new Visit(found.Browser, replica, IsNew: found.Replica is null);
        var error = await SendAsync(context, visit);
        while (error != ForwarderError.None && await retry.NextAsync(context, visit, error) is { } next)
        {
            error = await RetryAsync(context, visit, next);
            visit = next;
        }

        if (error != ForwarderError.None && !context.Response.HasStarted)
        {
            await FailAsync(context, error);
        }
    }

    private async Task<ForwarderError> RetryAsync(HttpContext context, Visit failed, Visit next)
    {
        ForwardingLog.Retried(logger, failed.Replica.Name, next.Replica.Name);
        metrics.Retried(moved: failed.Replica != next.Replica);
        context.Response.Clear();
        context.Features.Set<IForwarderErrorFeature>(null);
        return await SendAsync(context, next);
    }

    private async Task<ForwarderError> SendAsync(HttpContext context, Visit visit)
    {
        var connection = CircuitRequest.IsForCircuit(context.Request) ? CircuitRequest.ConnectionId(context.Request) : null;
        using var transformer = new ReplicaTransformer(visit, affinity, pending, longPolls);
        Began(connection);
        try
        {
            return await forwarder.SendAsync(context, visit.Replica.Prefix, client.Invoker, _config, transformer, EndOf(context));
        }
        finally
        {
            Ended(connection, context);
        }
    }

    /// <summary>A stopping gateway waits for requests in flight, and an open circuit is one that does not end by itself.</summary>
    private CancellationToken EndOf(HttpContext context) =>
        CircuitRequest.IsWebSocket(context) || CircuitRequest.IsForCircuit(context.Request) ? lifetime.ApplicationStopping : CancellationToken.None;

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
}
