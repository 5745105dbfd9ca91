using System.Net.WebSockets;
using System.Security.Claims;
using System.Text;
using BlazorAspire.SignalREmulator;

namespace BlazorAspire.Tests.SignalREmulator.Support;

/// <summary>A client byte by byte, on a WebSocket without a negotiation: for what real clients never do.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private const string Handshake = "{\"protocol\":\"json\",\"version\":1}\u001e";
    private readonly ClientWebSocket _socket = new();

    public static async Task<RawClient> ConnectAsync(RunningEmulator emulator, string hub, CancellationToken limit, params Claim[] claims)
    {
        var client = new RawClient();
        var token = emulator.Token(ServiceNames.ClientPath, hub, claims);
        var address = new UriBuilder(emulator.AddressOf(ServiceNames.ClientPath, hub)) { Scheme = "ws" };
        address.Query += $"&access_token={token}";
        await client._socket.ConnectAsync(address.Uri, limit);
        await client.SendAsync(Handshake, limit);
        return client;
    }

    public Task SendAsync(string text, CancellationToken limit) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, limit);

    /// <summary>Null when the service has closed it.</summary>
    public async Task<string?> ReadAsync(CancellationToken limit)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            var received = await _socket.ReceiveAsync(buffer, limit);
            return received.MessageType == WebSocketMessageType.Close ? null : Encoding.UTF8.GetString(buffer, 0, received.Count);
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    /// <summary>Text as it was before JSON escaped it.</summary>
    public static string Unescape(string? text) => System.Text.RegularExpressions.Regex.Unescape(text ?? "");

    /// <summary>Reads until the service closes it.</summary>
    public async Task ClosedAsync(CancellationToken limit)
    {
        while (await ReadAsync(limit) is not null)
        {
            // What was said before is of no interest.
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
