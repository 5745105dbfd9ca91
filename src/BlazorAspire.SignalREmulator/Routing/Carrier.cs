#pragma warning disable CA2252 // Marked as a preview, although SignalR itself has built on it since .NET 8.
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Abstractions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace BlazorAspire.SignalREmulator.Routing;

/// <summary>What carries a client with stateful reconnect: one WebSocket after the other.</summary>
internal sealed class Carrier(ConnectionContext connection, IStatefulReconnectFeature feature, NumberedMessages messages)
{
    private const int Version = 2;
    private readonly TaskCompletionSource _over = new();
    private TaskCompletionSource _cut = new();
    private Func<Task> _endRequest = EndOf(connection.GetHttpContext()!);

    public NumberedMessages Messages => messages;

    /// <summary>What the requests of the client have in common.</summary>
    public string Token { get; } = connection.GetHttpContext()!.Request.Query["id"].ToString();

    /// <summary>Null where the negotiation did not agree on it, the client does not know of it, or its protocol is not known here.</summary>
    public static Carrier? Find(ConnectionContext connection, ClientProtocol protocol, HandshakeRequestMessage handshake, long maxBytes)
    {
        var feature = connection.Features.Get<IStatefulReconnectFeature>();
        if (feature is not null && handshake.Version >= Version && protocol.IsKnown)
        {
            return new Carrier(connection, feature, new NumberedMessages(protocol, maxBytes));
        }
        feature?.DisableReconnect();
        return null;
    }

    public void OnReconnected(Func<PipeWriter, Task> resume) => feature.OnReconnected(resume);

    /// <summary>Ends the request that carries the client now, and what has come by it, so that the next request begins with a whole message.</summary>
    public async Task CutAsync(HttpContext next)
    {
        await _endRequest();
        _endRequest = EndOf(next);
        var cut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // A client that comes back twice at once keeps no request waiting.
        Interlocked.Exchange(ref _cut, cut).TrySetResult();
        connection.Transport.Input.CancelPendingRead();
        await Task.WhenAny(cut.Task, _over.Task);
    }

    /// <summary>What came before the cut is dealt with. Half a message at its end is gone, and the client repeats it.</summary>
    public void EndCut() => _cut.TrySetResult();

    public void End()
    {
        feature.DisableReconnect();
        _over.TrySetResult();
    }

    /// <summary>Ends a request, and waits until nothing comes from it any more.</summary>
    private static Func<Task> EndOf(HttpContext http)
    {
        // Not the context itself: it cannot be used after the request.
        var request = http.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        http.Response.OnCompleted(() => Task.FromResult(ended.TrySetResult()));
        return () =>
        {
            request.Abort();
            return ended.Task;
        };
    }
}
