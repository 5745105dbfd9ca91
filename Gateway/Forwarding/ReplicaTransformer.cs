using System.Net;
using BlazorAspire.Gateway.Affinity;
using BlazorAspire.Gateway.Assignment;
using BlazorAspire.Gateway.Circuits;
using BlazorAspire.Gateway.Pages;
using BlazorAspire.Gateway.Replicas;
using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;

namespace BlazorAspire.Gateway.Forwarding;

/// <summary>What changes between the client's request and the replica's, and on the way back. One for each attempt.</summary>
internal sealed class ReplicaTransformer(Visit visit, IAffinityPolicy affinity, PendingAssignments pending, LongPolls longPolls) : HttpTransformer, IDisposable
{
    private bool _counted;

    /// <summary>Set when the replica did not act on the request; nothing of its answer is passed on then.</summary>
    public Elsewhere? Elsewhere { get; private set; }

    public override async ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        ForwardedHeaders.Apply(httpContext, proxyRequest);
        if (visit.Stays)
        {
            proxyRequest.Headers.TryAddWithoutValidation(ReplicaHeaders.Stay, "1");
        }

        proxyRequest.RequestUri = Target(httpContext, destinationPrefix);
    }

    public override async ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse is null)
        {
            return false;
        }

        Elsewhere = Elsewhere.Read(proxyResponse);
        if (Elsewhere is not null)
        {
            return false;
        }

        if (proxyResponse.StatusCode == HttpStatusCode.SwitchingProtocols && !WebSocketHandshake.IsAccepted(httpContext, proxyResponse))
        {
            await Problem.WriteAsync(httpContext, StatusCodes.Status502BadGateway, "The server switched protocols without being asked to.");
            return false;
        }

        var copyBody = await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        DropNamedByConnection(httpContext.Response, proxyResponse);
        DropInternal(httpContext.Response);
        if (visit.IsNew && !IsFile(proxyResponse))
        {
            affinity.Issue(httpContext, visit.Browser, visit.Replica);
        }

        Count(httpContext, proxyResponse);
        return copyBody;
    }

    /// <summary>What a cache between here and the browser may keep must not carry one browser's cookie.</summary>
    private static bool IsFile(HttpResponseMessage response) => response.Headers.ETag is not null || response.Headers.CacheControl?.MaxAge > TimeSpan.Zero;

    /// <summary>Ends the count of the circuit that this request was, if it was one.</summary>
    public void Dispose()
    {
        if (_counted)
        {
            _counted = false;
            visit.Replica.CircuitClosed();
        }
    }

    /// <summary>The target as the client wrote it: decoding and encoding it again would change some escape sequences.</summary>
    private static Uri? Target(HttpContext context, string destinationPrefix) =>
        context.Features.Get<IHttpRequestFeature>()?.RawTarget is ['/', ..] target
            ? new Uri(destinationPrefix + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true })
            : null;

    private void Count(HttpContext context, HttpResponseMessage response)
    {
        if (!CircuitRequest.IsForCircuit(context.Request))
        {
            return;
        }

        var isStream = response.StatusCode == HttpStatusCode.SwitchingProtocols
            || response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        if (isStream)
        {
            _counted = true;
            visit.Replica.CircuitOpened();
            pending.Remove(visit.Browser);
        }
        else if (response.IsSuccessStatusCode && CircuitRequest.PollId(context) is { } id && longPolls.Answered(id, visit.Replica))
        {
            pending.Remove(visit.Browser);
        }
    }

    private static void DropInternal(HttpResponse response)
    {
        response.Headers.Remove("Server");
        foreach (var name in response.Headers.Keys.Where(ReplicaHeaders.IsInternal).ToList())
        {
            response.Headers.Remove(name);
        }
    }

    private static void DropNamedByConnection(HttpResponse to, HttpResponseMessage from)
    {
        foreach (var name in from.Headers.Connection)
        {
            to.Headers.Remove(name);
        }
    }
}
