using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using BlazorAspire.LoadTest.Circuits.Wire;

namespace BlazorAspire.LoadTest.Circuits.Pages;

/// <summary>An app as one browser reaches it: every request carries the browser's cookies.</summary>
internal sealed class Site : IDisposable
{
    private readonly SocketsHttpHandler _handler;
    private readonly HttpMessageInvoker _sockets;
    private readonly HttpClient _client;
    private readonly TimeProvider _time;

    public Site(Uri address, CookieContainer cookies, TimeProvider time)
    {
        Address = address;
        Cookies = cookies;
        _time = time;
        _handler = new SocketsHttpHandler { CookieContainer = cookies, UseProxy = false };
        _client = new HttpClient(_handler, disposeHandler: false) { BaseAddress = address };
        _sockets = new HttpMessageInvoker(_handler, disposeHandler: false);
    }

    public Uri Address { get; }

    public CookieContainer Cookies { get; }

    private string Origin => Address.GetLeftPart(UriPartial.Authority);

    /// <summary>Loads a page, as a browser does that is told to go there.</summary>
    /// <exception cref="RefusedException">The answer is no page.</exception>
    public async Task<PageText> LoadAsync(string path, CancellationToken cancellationToken) => PageText.Read(await GetAsync(path, "text/html", cancellationToken));

    /// <summary>Gets something, as a script of the page does.</summary>
    /// <exception cref="RefusedException">The answer is not a good one.</exception>
    public Task<string> GetAsync(string path, CancellationToken cancellationToken) => GetAsync(path, "*/*", cancellationToken);

    /// <summary>Opens a connection to the circuit hub, which knows no circuit yet.</summary>
    /// <exception cref="RefusedException">The app takes no circuit now.</exception>
    /// <exception cref="HubClosedException">The connection broke before it was ready.</exception>
    public async Task<HubConnection> ConnectAsync(string? tab, IHubReceiver receiver, CancellationToken cancellationToken)
    {
        var tabQuery = tab is null ? "" : $"&tab={tab}";
        var id = Uri.EscapeDataString(await NegotiateAsync(tabQuery, cancellationToken));
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", Origin);
        var address = new UriBuilder(new Uri(Address, $"_blazor?id={id}{tabQuery}")) { Scheme = Address.Scheme == Uri.UriSchemeHttps ? "wss" : "ws" };
        try
        {
            await socket.ConnectAsync(address.Uri, _sockets, cancellationToken);
        }
        catch (WebSocketException problem)
        {
            socket.Dispose();
            throw new HubClosedException(problem.Message, problem);
        }
        return await HubConnection.StartAsync(socket, receiver, _time, cancellationToken);
    }

    /// <summary>Tells the app that a page is left for good.</summary>
    public async Task LeaveAsync(string secret, CancellationToken cancellationToken)
    {
        using var form = new MultipartFormDataContent { { new StringContent(secret), "circuitId" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("_blazor/disconnect", UriKind.Relative)) { Content = form };
        request.Headers.Add("Origin", Origin);
        using var response = await _client.SendAsync(request, cancellationToken);
    }

    public void Dispose()
    {
        _client.Dispose();
        _sockets.Dispose();
        _handler.Dispose();
    }

    private async Task<string> GetAsync(string path, string accept, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Accept.ParseAdd(accept);
        using var response = await AnswerAsync(_client.SendAsync(request, cancellationToken), path);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    private async Task<string> NegotiateAsync(string tabQuery, CancellationToken cancellationToken)
    {
        var path = $"_blazor/negotiate?negotiateVersion=1{tabQuery}";
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
        request.Headers.Add("Origin", Origin);
        using var response = await AnswerAsync(_client.SendAsync(request, cancellationToken), path);
        var answer = await response.Content.ReadFromJsonAsync<JsonNode>(cancellationToken);
        return (string?)answer?["connectionToken"] ?? throw new RefusedException($"The answer to '{path}' has no connectionToken.", null, null);
    }

    private async Task<HttpResponseMessage> AnswerAsync(Task<HttpResponseMessage> asked, string path)
    {
        HttpResponseMessage response;
        try
        {
            response = await asked;
        }
        catch (HttpRequestException problem)
        {
            throw new RefusedException($"'{path}' was not answered: {problem.Message}", null, null);
        }
        if (response.IsSuccessStatusCode)
        {
            return response;
        }
        using (response)
        {
            var retryAfter = response.Headers.RetryAfter is { } header ? header.Delta ?? header.Date - _time.GetUtcNow() : null;
            var fact = string.Create(CultureInfo.InvariantCulture, $"'{path}' was answered with {(int)response.StatusCode}.");
            throw new RefusedException(fact, response.StatusCode, retryAfter);
        }
    }
}
