using System.Text.Json;

namespace Embedded.Tests.SignalR.Redis.Support;

/// <summary>One of the three ways a SignalR client and its server exchange text.</summary>
internal abstract class HubTransport : IAsyncDisposable
{
    public static async Task<HubTransport> OpenAsync(Transport transport, Uri hub, HttpClient http, CancellationToken cancellationToken)
    {
        using var negotiation = await http.PostAsync(With(hub, "/negotiate", "negotiateVersion=1"), null, cancellationToken);
        var answer = JsonDocument.Parse(await negotiation.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellationToken)).RootElement;
        var address = With(hub, "", $"id={Uri.EscapeDataString(answer.GetProperty("connectionToken").GetString()!)}");
        return transport switch
        {
            Transport.WebSockets => await WebSocketTransport.ConnectAsync(address, cancellationToken),
            Transport.ServerSentEvents => await ServerSentEventsTransport.ConnectAsync(address, http, cancellationToken),
            _ => await LongPollingTransport.ConnectAsync(address, http, cancellationToken),
        };
    }

    public abstract Task SendAsync(string text, CancellationToken cancellationToken);

    /// <summary>Pieces of text as they come, until the connection ends.</summary>
    public abstract IAsyncEnumerable<string> ReadAsync(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();

    private static Uri With(Uri hub, string path, string query)
    {
        var address = new UriBuilder(hub);
        address.Path += path;
        address.Query = address.Query.Length > 1 ? $"{address.Query[1..]}&{query}" : query;
        return address.Uri;
    }
}
