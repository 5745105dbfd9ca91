using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BlazorAspire.Tests.SignalREmulator.Support;

/// <summary>The way from clients to the emulator, which loses connections without a word to either end.</summary>
internal sealed class LossyNetwork : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _target;
    private readonly ConcurrentDictionary<TcpClient, Task> _connections = new();
    private readonly Task _accepting;
    private int _cutsLeft;
    private volatile bool _isClosed;

    /// <param name="target">The emulator.</param>
    /// <param name="cuts">WebSockets that are lost, each of them after the client has sent so many bytes.</param>
    /// <param name="bytes">After how many bytes. The message under way is lost in its middle.</param>
    public LossyNetwork(Uri target, int cuts = 0, int bytes = 0)
    {
        (_target, _cutsLeft, BytesBeforeCut) = (target, cuts, bytes);
        _listener.Start();
        _accepting = AcceptAllAsync();
    }

    public Uri Address => new UriBuilder(_target) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;

    /// <summary>WebSockets that clients have opened.</summary>
    public int WebSockets { get; private set; }

    private int BytesBeforeCut { get; }

    /// <summary>Loses all connections.</summary>
    public void Cut()
    {
        foreach (var connection in _connections.Keys)
        {
            Lose(connection);
        }
    }

    /// <summary>Loses all connections, and lets no new ones through.</summary>
    public void Close()
    {
        _isClosed = true;
        Cut();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Close();
        await Task.WhenAll([_accepting, .. _connections.Values]);
        _listener.Dispose();
    }

    private async Task AcceptAllAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _connections[client] = CarryAsync(client);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // That is how a listener is stopped.
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var emulator = new TcpClient();
        using var _ = client;
        try
        {
            await emulator.ConnectAsync(_target.Host, _target.Port);
            var toEmulator = ToEmulatorAsync(client, emulator);
            var toClient = client.Connected && !_isClosed ? emulator.GetStream().CopyToAsync(client.GetStream()) : Task.CompletedTask;
            await await Task.WhenAny(toEmulator, toClient);
        }
        catch (Exception lost) when (lost is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // By either end, or by this network.
        }
        Lose(emulator);
        Lose(client);
    }

    private async Task ToEmulatorAsync(TcpClient client, TcpClient emulator)
    {
        var (from, to) = (client.GetStream(), emulator.GetStream());
        var buffer = new byte[16 * 1024];
        var request = await from.ReadAsync(buffer);
        await to.WriteAsync(buffer.AsMemory(0, request));
        var isWebSocket = Encoding.ASCII.GetString(buffer, 0, request).Contains("Upgrade: websocket", StringComparison.OrdinalIgnoreCase);
        WebSockets += isWebSocket ? 1 : 0;
        var isCut = isWebSocket && Interlocked.Decrement(ref _cutsLeft) >= 0;
        for (var left = isCut ? BytesBeforeCut : int.MaxValue; left > 0;)
        {
            var read = await from.ReadAsync(buffer.AsMemory(0, Math.Min(left, buffer.Length)));
            if (read == 0)
            {
                break;
            }
            await to.WriteAsync(buffer.AsMemory(0, read));
            left -= isCut ? read : 0;
        }
    }

    private static void Lose(TcpClient connection)
    {
        try
        {
            connection.LingerState = new LingerOption(true, 0);
            connection.Close();
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException or NullReferenceException)
        {
            // It is lost already.
        }
    }
}
