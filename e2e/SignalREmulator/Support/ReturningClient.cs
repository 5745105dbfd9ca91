using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using BlazorAspire.SignalREmulator;

namespace BlazorAspire.Tests.SignalREmulator.Support;

/// <summary>A client with stateful reconnect, byte by byte: it loses its WebSocket and comes back when a test says so.</summary>
internal sealed class ReturningClient : IAsyncDisposable
{
    private const char End = '\u001e';
    private readonly Uri _address;
    private readonly StringBuilder _read = new();
    private ClientWebSocket _socket = new();

    private ReturningClient(Uri address) => _address = address;

    public static async Task<ReturningClient> ConnectAsync(RunningEmulator emulator, string hub, CancellationToken limit)
    {
        var token = emulator.Token(ServiceNames.ClientPath, hub);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = emulator.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.PostAsync(new Uri($"{ServiceNames.ClientPath}/negotiate?hub={hub}&negotiateVersion=1&useStatefulReconnect=true", UriKind.Relative), null, limit);
        var negotiation = await answer.Content.ReadFromJsonAsync<JsonElement>(limit);
        Assert.True(negotiation.GetProperty("useStatefulReconnect").GetBoolean());
        var address = new UriBuilder(emulator.AddressOf(ServiceNames.ClientPath, hub)) { Scheme = "ws" };
        address.Query += $"&id={negotiation.GetProperty("connectionToken").GetString()}&access_token={token}";
        var client = new ReturningClient(address.Uri);
        await client._socket.ConnectAsync(client._address, limit);
        await client.SendAsync("{\"protocol\":\"json\",\"version\":2}\u001e", limit);
        return client;
    }

    public Task SendAsync(string text, CancellationToken limit) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, limit);

    /// <summary>The next message, without its end.</summary>
    public async Task<string> ReadAsync(CancellationToken limit)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var text = _read.ToString();
            if (text.IndexOf(End, StringComparison.Ordinal) is var end and >= 0)
            {
                _read.Remove(0, end + 1);
                return text[..end];
            }
            var received = await _socket.ReceiveAsync(buffer, limit);
            Assert.Equal(WebSocketMessageType.Text, received.MessageType);
            _read.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
        }
    }

    /// <summary>Loses the WebSocket, without a word to the emulator.</summary>
    public void Lose()
    {
        _socket.Abort();
        _read.Clear();
    }

    /// <summary>Comes back with the same id. The WebSocket before it may still be open.</summary>
    public async Task ReturnAsync(CancellationToken limit)
    {
        var before = _socket;
        _socket = new ClientWebSocket();
        _socket.Options.CollectHttpResponseDetails = true;
        await _socket.ConnectAsync(_address, limit);
        before.Dispose();
        _read.Clear();
    }

    /// <summary>The status with which the emulator refuses a client that comes back.</summary>
    public async Task<HttpStatusCode> RefusedAsync(CancellationToken limit)
    {
        await Assert.ThrowsAsync<WebSocketException>(() => ReturnAsync(limit));
        return _socket.HttpStatusCode;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
