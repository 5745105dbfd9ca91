namespace BlazorAspire.Tests.Support.SignalR;

/// <summary>One of the three ways a SignalR client and its server exchange text.</summary>
internal abstract class HubTransport : IAsyncDisposable
{
    /// <param name="address">Of the connection: the hub's, with the token that the server gave.</param>
    /// <param name="http">Keeps the cookies, and so the replica.</param>
    public static Task<HubTransport> OpenAsync(Transport transport, Uri address, HttpClient http, CancellationToken limit) => transport switch
    {
        Transport.WebSockets => WebSocketTransport.ConnectAsync(address, http, limit),
        Transport.ServerSentEvents => ServerSentEventsTransport.ConnectAsync(address, http, limit),
        _ => LongPollingTransport.ConnectAsync(address, http, limit),
    };

    public abstract Task SendAsync(string text, CancellationToken cancellationToken);

    /// <summary>Pieces of text as they come, until the connection ends.</summary>
    public abstract IAsyncEnumerable<string> ReadAsync(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}
