using System.Net.WebSockets;

namespace BlazorAspire.LoadTest.Commands.Fanout;

/// <summary>A client of the hub that only listens.</summary>
internal sealed class FanoutClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task _reading = Task.CompletedTask;

    private FanoutClient(TimeProvider time) => Arrivals = new Arrivals(time);

    public Arrivals Arrivals { get; }

    public static async Task<FanoutClient> ConnectAsync(Uri server, TimeProvider time, CancellationToken cancellationToken)
    {
        var client = new FanoutClient(time);
        await client._socket.ConnectToHubAsync(new Uri(server, FanoutServer.Path), cancellationToken);
        client._reading = client.ReadAsync(new byte[64 * 1024]);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _stopping.Dispose();
    }

    private async Task ReadAsync(byte[] buffer)
    {
        var filled = 0;
        while (_socket.State == WebSocketState.Open)
        {
            var received = await _socket.ReceiveAsync(buffer.AsMemory(filled), _stopping.Token);
            filled += received.Count;
            var taken = Take(buffer.AsSpan(0, filled));
            buffer.AsSpan(taken, filled - taken).CopyTo(buffer);
            filled -= taken;
        }
    }

    private int Take(ReadOnlySpan<byte> received)
    {
        var taken = 0;
        for (var length = received.IndexOf(HubSocket.End); length >= 0; length = received[taken..].IndexOf(HubSocket.End))
        {
            Arrivals.Take(received.Slice(taken, length));
            taken += length + 1;
        }
        return taken;
    }
}
