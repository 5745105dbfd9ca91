using System.Net.WebSockets;
using BlazorAspire.LoadTest.Circuits;

namespace BlazorAspire.LoadTest.Commands.Starts;

/// <summary>Has the board open, as a page and as a client of its hub: a backplane that nobody uses costs nothing.</summary>
internal sealed class BoardGuest(Uri address, TimeProvider time) : IAsyncDisposable
{
    // Half of the time after which the hub gives up a client that says nothing.
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(15);

    private static readonly byte[] Ping = [.. "{\"type\":6}"u8, HubSocket.End];
    private readonly HeadlessBrowser _page = new(address, time);
    private readonly ClientWebSocket _hub = new();
    private readonly CancellationTokenSource _leaving = new();
    private Task _living = Task.CompletedTask;

    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        await _page.OpenAsync("/board", cancellationToken);
        await _hub.ConnectToHubAsync(new Uri(address, "/hubs/board"), cancellationToken);
        _living = Task.WhenAll(ListenAsync(), PingAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _living.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _hub.Dispose();
        await _page.DisposeAsync();
        _leaving.Dispose();
    }

    private async Task ListenAsync()
    {
        var buffer = new byte[4096];
        while (_hub.State == WebSocketState.Open)
        {
            await _hub.ReceiveAsync(buffer, _leaving.Token);
        }
    }

    private async Task PingAsync()
    {
        using var timer = new PeriodicTimer(PingInterval, time);
        while (await timer.WaitForNextTickAsync(_leaving.Token))
        {
            await _hub.SendAsync(Ping, WebSocketMessageType.Text, endOfMessage: true, _leaving.Token);
        }
    }
}
