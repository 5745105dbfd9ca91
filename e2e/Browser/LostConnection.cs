using System.Threading.Channels;
using Microsoft.Playwright;

namespace BlazorAspire.Tests.Browser;

/// <summary>A page whose connection to the server a test can cut, and whose time stands still unless the test moves it.</summary>
internal sealed class LostConnection
{
    private readonly Channel<string> _negotiations = Channel.CreateUnbounded<string>();
    private IWebSocketRoute? _socket;
    private IWebSocketRoute? _server;
    private int? _refusal;
    private bool _isBroken;

    private LostConnection(BrowserVisit visit) => Visit = visit;

    public BrowserVisit Visit { get; }

    public int Negotiated { get; private set; }

    /// <summary>Opens a page. What scripts call random is 1, so that each wait has its full length.</summary>
    public static async Task<LostConnection> OpenAsync(BrowserVisit visit, string path)
    {
        var connection = new LostConnection(visit);
        await visit.Page.AddInitScriptAsync("Math.random = () => 1");
        await visit.Page.RouteWebSocketAsync("**/_blazor**", connection.Connect);
        await visit.Page.RouteAsync("**/_blazor?**", route => connection._isBroken ? route.AbortAsync() : route.ContinueAsync());
        await visit.Page.RouteAsync("**/_blazor/negotiate**", connection.NegotiateAsync);
        visit.Page.Console += connection.OnConsole;
        await visit.Page.Clock.InstallAsync();
        await visit.OpenAsync(path);
        await connection.NegotiationAsync();
        return connection;
    }

    public Task StopTimeAsync() => StopTimeAsync(Visit.Page);

    /// <summary>Of a page whose clock was installed before it was opened.</summary>
    public static async Task StopTimeAsync(IPage page) =>
        await page.Clock.PauseAtAsync(DateTime.UnixEpoch.AddMilliseconds(await page.EvaluateAsync<double>("() => Date.now() + 1000")));

    public Task PassAsync(int milliseconds) => Visit.Page.Clock.RunForAsync(milliseconds);

    /// <summary>From now on the gateway has nobody for a new connection, or another reason.</summary>
    public void Refuse(int status = 503) => _refusal = status;

    /// <summary>From now on nothing comes through this connection, and nobody is told.</summary>
    public void Drop()
    {
        _socket!.OnMessage(_ => { });
        _server!.OnMessage(_ => { });
    }

    /// <summary>From now on the gateway admits, and nothing comes through.</summary>
    public void Break() => _isBroken = true;

    public void Admit() => (_refusal, _isBroken) = (null, false);

    public Task CutAsync() => _socket!.CloseAsync(new WebSocketRouteCloseOptions { Code = 1011 });

    /// <summary>Waits until the page has asked for a connection once more.</summary>
    public async Task NegotiationAsync()
    {
        using var limit = new CancellationTokenSource(BrowserHost.Patience, TimeProvider.System);
        await _negotiations.Reader.ReadAsync(limit.Token);
        // What the page does with the answer comes before what it does for us.
        await Visit.Page.EvaluateAsync("async () => { for (let i = 0; i < 20; i++) { await new Promise(resolve => { const port = new MessageChannel(); port.port1.onmessage = resolve; port.port2.postMessage(0); }); } }");
    }

    private void Connect(IWebSocketRoute socket)
    {
        _socket = socket;
        if (_isBroken)
        {
            _ = CutAsync();
        }
        else
        {
            _server = socket.ConnectToServer();
        }
    }

    private async Task NegotiateAsync(IRoute route)
    {
        Negotiated++;
        if (_refusal is { } status)
        {
            await route.FulfillAsync(new RouteFulfillOptions { Status = status });
            return;
        }

        await route.ContinueAsync();
        _negotiations.Writer.TryWrite(route.Request.Url);
    }

    /// <summary>A refusal counts when the page has it, and not when it is sent.</summary>
    private void OnConsole(object? sender, IConsoleMessage message)
    {
        if (message.Text.Contains("Failed to start the connection", StringComparison.Ordinal))
        {
            _negotiations.Writer.TryWrite(message.Text);
        }
    }
}
