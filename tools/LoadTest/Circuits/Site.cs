using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR.Client;

namespace BlazorAspire.LoadTest.Circuits;

/// <summary>The app did not answer a request, or not with what was asked for.</summary>
/// <param name="retryAfter">When the app wants to be asked again, if it says so.</param>
internal sealed class RefusedException(string message, HttpStatusCode? status, TimeSpan? retryAfter, Exception? inner = null) : Exception(message, inner)
{
    public HttpStatusCode? Status => status;

    public TimeSpan? RetryAfter => retryAfter;

    /// <summary>The request is wrong, and will be next time too.</summary>
    public bool IsFinal => status is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError;
}

/// <summary>An app as one browser reaches it: every request carries the browser's cookies.</summary>
internal sealed class Site : IDisposable
{
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(1);

    private readonly SocketsHttpHandler _sockets;
    private readonly RefusalHandler _handler;
    private readonly HttpClient _client;

    public Site(Uri address, CookieContainer cookies, TimeProvider time)
    {
        (Address, Cookies) = (address, cookies);
        // A browser begins no trace, whatever this process tells of itself.
        _sockets = new SocketsHttpHandler { CookieContainer = cookies, UseProxy = false, ActivityHeadersPropagator = null };
        _handler = new RefusalHandler(_sockets, time);
        _client = new HttpClient(_handler) { BaseAddress = address };
    }

    public Uri Address { get; }

    public CookieContainer Cookies { get; }

    private string Origin => Address.GetLeftPart(UriPartial.Authority);

    /// <summary>Loads a page, as a browser does that is told to go there.</summary>
    public async Task<Page> LoadAsync(string path, CancellationToken cancellationToken) => new(await GetAsync(path, "text/html", cancellationToken));

    /// <summary>Gets something, as a script of the page does.</summary>
    public Task<string> GetAsync(string path, CancellationToken cancellationToken) => GetAsync(path, "*/*", cancellationToken);

    /// <summary>
    /// Opens a connection to the circuit hub, which knows no circuit yet: negotiates with the app, and where that says so with the SignalR service that holds
    /// its connections, and opens a WebSocket.
    /// </summary>
    /// <param name="tab">Told to an app that keeps tabs apart; null for another.</param>
    /// <param name="listen">Registers what acts on the server's calls: in their order, one at a time.</param>
    public Task<CircuitConnection> ConnectAsync(string? tab, Action<HubConnection, CircuitConnection> listen, CancellationToken cancellationToken)
    {
        var options = new HttpConnectionOptions
        {
            Url = new Uri(Address, tab is null ? "_blazor" : $"_blazor?tab={tab}"),
            Transports = HttpTransportType.WebSockets,
            DefaultTransferFormat = TransferFormat.Binary,
            Headers = { ["Origin"] = Origin },
            CloseTimeout = CloseLimit,
            HttpMessageHandlerFactory = _ => _handler,
            WebSocketFactory = (context, cancel) => OpenSocketAsync(context.Uri, cancel),
        };
        return CircuitConnection.StartAsync(options, listen, cancellationToken);
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
    }

    /// <summary>Takes over the connection of the requests before it, with the browser's cookies and the token of a SignalR service.</summary>
    private async ValueTask<WebSocket> OpenSocketAsync(Uri address, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        // The hub has pings of its own.
        socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        socket.Options.SetRequestHeader("Origin", Origin);
        socket.Options.SetRequestHeader("Authorization", _handler.Authorization);
        try
        {
            await socket.ConnectAsync(address, _client, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<string> GetAsync(string path, string accept, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Accept.ParseAdd(accept);
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            return await response.Content.ReadAsStringAsync(cancellationToken);
        }
        catch (HttpRequestException problem)
        {
            throw new RefusedException($"'{path}' was not answered: {problem.Message}", null, null, problem);
        }
    }

    /// <summary>Makes an exception of every answer that is not a good one. It outlives the hub's connections, as the browser goes on.</summary>
    private sealed class RefusalHandler(HttpMessageHandler inner, TimeProvider time) : DelegatingHandler(inner)
    {
        /// <summary>What the last request had, which before a WebSocket is that of the negotiation.</summary>
        public string? Authorization { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Authorization = request.Headers.Authorization?.ToString();
            var response = await base.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.SwitchingProtocols)
            {
                return response;
            }

            using (response)
            {
                var retryAfter = response.Headers.RetryAfter is { } header ? header.Delta ?? header.Date - time.GetUtcNow() : null;
                var problem = Invariant($"'{request.RequestUri!.AbsolutePath}' was answered with {(int)response.StatusCode}.");
                throw new RefusedException(problem, response.StatusCode, retryAfter);
            }
        }

        protected override void Dispose(bool disposing) => base.Dispose(disposing: false);
    }
}
