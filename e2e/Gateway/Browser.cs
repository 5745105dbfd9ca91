using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace BlazorAspire.Tests.Gateway;

/// <summary>One user's browser as far as a gateway can see it: requests that share cookies.</summary>
internal sealed class Browser : IDisposable
{
    private readonly Uri _address;
    private readonly HttpClient _client;

    public Browser(Uri address)
    {
        _address = address;
        _client = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false }) { BaseAddress = address };
    }

    public CookieContainer Cookies { get; } = new();

    public string? AffinityCookie => Cookies.GetCookies(_address).SingleOrDefault(cookie => cookie.Name.StartsWith("BlazorAspire.Affinity", StringComparison.Ordinal))?.Value;

    public Task<string> GetAsync(string path = "/") => _client.GetStringAsync(path);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) =>
        _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null) =>
        SendAsync(new HttpRequestMessage(method, path) { Content = content });

    public async Task<ClientWebSocket> ConnectAsync(string path = "/_blazor", string? origin = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.Cookies = Cookies;
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        await socket.ConnectAsync(new Uri($"ws://{_address.Authority}{path}"), CancellationToken.None);
        return socket;
    }

    public static async Task<string> ReceiveAsync(WebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
            length += received.Count;
            if (received.EndOfMessage)
            {
                return Encoding.UTF8.GetString(buffer, 0, length);
            }
        }
    }

    public void Dispose() => _client.Dispose();
}
