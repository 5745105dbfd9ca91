using System.Net.WebSockets;
using System.Text;

namespace BlazorAspire.LoadTest.Commands;

/// <summary>A WebSocket to a SignalR hub, in JSON.</summary>
internal static class HubSocket
{
    /// <summary>What ends each message.</summary>
    public const byte End = 0x1e;

    private static readonly byte[] Handshake = [.. "{\"protocol\":\"json\",\"version\":1}"u8, End];
    private static readonly byte[] Welcome = [.. "{}"u8, End];

    /// <summary>The hub knows the connection when this ends.</summary>
    public static async Task ConnectToHubAsync(this ClientWebSocket socket, Uri hub, CancellationToken cancellationToken)
    {
        await socket.ConnectAsync(new UriBuilder(hub) { Scheme = "ws" }.Uri, cancellationToken);
        await socket.SendAsync(Handshake, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        var buffer = new byte[4096];
        var received = await socket.ReceiveAsync(buffer, cancellationToken);
        if (!buffer.AsSpan(0, received.Count).StartsWith(Welcome))
        {
            throw new MeasurementException($"The hub at {hub} took no client: {Encoding.UTF8.GetString(buffer, 0, received.Count)}");
        }
    }
}
