using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using BlazorAspire.LoadTest.Circuits.Wire;

namespace BlazorAspire.LoadTest.Circuits.Pages;

/// <summary>An app as one browser reaches it: every request carries the browser's cookies.</summary>
internal sealed class Site : IDisposable
{
    private const string Version = "negotiateVersion=1";
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
        var negotiation = await NegotiateAsync(tabQuery, cancellationToken);
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", Origin);
        var address = new UriBuilder(negotiation.Address) { Scheme = negotiation.Address.Scheme == Uri.UriSchemeHttps ? "wss" : "ws" };
        address.Query += $"&id={Uri.EscapeDataString(negotiation.Id)}";
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

    /// <summary>With the app, and where that says so with the SignalR service that holds its connections.</summary>
    private async Task<Negotiation> NegotiateAsync(string tabQuery, CancellationToken cancellationToken)
    {
        var hub = new Uri(Address, $"_blazor?{tabQuery.TrimStart('&')}");
        var answer = await NegotiateAsync(hub, null, cancellationToken);
        if ((string?)answer["url"] is { } service)
        {
            var token = (string?)answer["accessToken"];
            hub = new Uri(service);
            answer = await NegotiateAsync(hub, token, cancellationToken);
            hub = new Uri($"{service}&access_token={token}");
        }
        return new Negotiation(hub, (string?)answer["connectionToken"] ?? throw new RefusedException($"The answer to '{hub.AbsolutePath}' has no connectionToken.", null, null));
    }

    private async Task<JsonNode> NegotiateAsync(Uri hub, string? token, CancellationToken cancellationToken)
    {
        var address = new UriBuilder(hub) { Path = $"{hub.AbsolutePath.TrimEnd('/')}/negotiate" };
        if (!address.Query.Contains(Version, StringComparison.Ordinal))
        {
            address.Query += $"{(address.Query.Length > 1 ? "&" : "")}{Version}";
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, address.Uri);
        request.Headers.Add("Origin", Origin);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        using var response = await AnswerAsync(_client.SendAsync(request, cancellationToken), address.Path);
        return await response.Content.ReadFromJsonAsync<JsonNode>(cancellationToken) ?? throw new RefusedException($"The answer to '{address.Path}' is empty.", null, null);
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
            throw new RefusedException($"'{path}' was not answered: {problem.Message}", null, null, problem);
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
