using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;

namespace BlazorAspire.Tests.Support.SignalR;

internal sealed class WebSocketTransport : HubTransport
{
    private readonly ClientWebSocket _socket = new();

    public static async Task<HubTransport> ConnectAsync(Uri address, HttpClient http, CancellationToken cancellationToken)
    {
        var transport = new WebSocketTransport();
        await transport._socket.ConnectAsync(new UriBuilder(address) { Scheme = address.Scheme == Uri.UriSchemeHttps ? "wss" : "ws" }.Uri, http, cancellationToken);
        return transport;
    }

    public override Task SendAsync(string text, CancellationToken cancellationToken) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    public override async IAsyncEnumerable<string> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        var decoder = Encoding.UTF8.GetDecoder();
        var text = new char[64 * 1024];
        while (_socket.State is WebSocketState.Open or WebSocketState.CloseSent)
        {
            var received = await _socket.ReceiveAsync(buffer, cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                yield break;
            }

            yield return new string(text, 0, decoder.GetChars(buffer, 0, received.Count, text, 0));
        }
    }

    public override ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
