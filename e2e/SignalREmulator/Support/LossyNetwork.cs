using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace BlazorAspire.Tests.SignalREmulator.Support;

/// <summary>The way from clients to the emulator, which loses connections in the middle of what the client sends.</summary>
internal sealed class LossyNetwork : IAsyncDisposable
{
    private const byte LastFrame = 0x80;
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
        foreach (var emulator in _connections.Keys)
        {
            Lose(emulator);
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
                var emulator = new TcpClient();
                _connections[emulator] = CarryAsync(client, emulator);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // That is how a listener is stopped.
        }
    }

    private async Task CarryAsync(TcpClient client, TcpClient emulator)
    {
        using var first = client;
        using var second = emulator;
        try
        {
            await (_isClosed ? Task.CompletedTask : emulator.ConnectAsync(_target.Host, _target.Port));
            var (clientSide, emulatorSide) = (client.GetStream(), emulator.GetStream());
            var buffer = new byte[16 * 1024];
            var request = buffer.AsMemory(0, await clientSide.ReadAsync(buffer));
            await emulatorSide.WriteAsync(request);
            var isWebSocket = Encoding.ASCII.GetString(request.Span).Contains("Upgrade: websocket", StringComparison.OrdinalIgnoreCase);
            WebSockets += isWebSocket ? 1 : 0;
            var isCut = isWebSocket && Interlocked.Decrement(ref _cutsLeft) >= 0;
            var toEmulator = CopyAsync(clientSide, emulatorSide, isCut ? BytesBeforeCut : long.MaxValue);
            var toClient = isWebSocket ? CopyMessagesAsync(emulatorSide, clientSide) : emulatorSide.CopyToAsync(clientSide);
            await Task.WhenAny(toEmulator, toClient);
            Lose(emulator);
            if (isWebSocket)
            {
                await EndAsync(client, toEmulator, toClient);
            }
        }
        catch (Exception lost) when (lost is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // By either end, or by this network.
        }
        Lose(client);
    }

    private static async Task CopyAsync(Stream from, Stream to, long bytes)
    {
        var buffer = new byte[16 * 1024];
        for (var read = 1; bytes > 0 && read > 0; bytes -= read)
        {
            read = await from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(bytes, buffer.Length)));
            await to.WriteAsync(buffer.AsMemory(0, read));
        }
    }

    /// <summary>Copies whole messages only: SignalR's client for .NET keeps half a message of a lost WebSocket, and takes the next one for its rest.</summary>
    private static async Task CopyMessagesAsync(Stream from, Stream to)
    {
        var answer = new List<byte>();
        while (!CollectionsMarshal.AsSpan(answer).EndsWith("\r\n\r\n"u8))
        {
            answer.AddRange(await ReadAsync(from, 1));
        }
        await to.WriteAsync(answer.ToArray());
        for (var message = new List<byte>(); ;)
        {
            var head = await ReadAsync(from, 2);
            var length = await ReadAsync(from, head[1] switch { 127 => 8, 126 => 2, _ => 0 });
            var payload = await ReadAsync(from, length.Length == 0 ? head[1] : length.Aggregate(0, (sum, next) => sum << 8 | next));
            message.AddRange([.. head, .. length, .. payload]);
            if (head[0] >= LastFrame)
            {
                await to.WriteAsync(message.ToArray());
                message.Clear();
            }
        }
    }

    private static async Task<byte[]> ReadAsync(Stream from, int bytes)
    {
        var buffer = new byte[bytes];
        await from.ReadExactlyAsync(buffer);
        return buffer;
    }

    /// <summary>Ends the client's side without losing what has been sent to it: a connection that is reset takes with it what is not yet read.</summary>
    private static async Task EndAsync(TcpClient client, Task toEmulator, Task toClient)
    {
        await toClient.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        client.Client.Shutdown(SocketShutdown.Send);
        await toEmulator.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await client.GetStream().CopyToAsync(Stream.Null);
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
