using System.Buffers;
using System.Net.WebSockets;
using System.Threading.Channels;
using BlazorAspire.SignalREmulator;
using Microsoft.Azure.SignalR.Protocol;

namespace BlazorAspire.Tests.SignalREmulator.Support;

/// <summary>One connection of an app server, message by message: for what the SDK never does, and for requests that only other packages send.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private static readonly ServiceProtocol Protocol = new();
    private readonly ClientWebSocket _socket = new();
    private readonly Channel<ServiceMessage> _inbox = Channel.CreateUnbounded<ServiceMessage>();
    private Task _reading = Task.CompletedTask;

    public static async Task<RawServer> ConnectAsync(RunningEmulator emulator, string hub, string id, CancellationToken limit, HandshakeRequestMessage? handshake = null)
    {
        var server = new RawServer();
        server._socket.Options.SetRequestHeader("Authorization", $"Bearer {emulator.Token(ServiceNames.ServerPath, hub)}");
        server._socket.Options.SetRequestHeader(ServiceNames.ServerIdHeader, id);
        await server._socket.ConnectAsync(new UriBuilder(emulator.AddressOf(ServiceNames.ServerPath, hub)) { Scheme = "ws" }.Uri, limit);
        server._reading = server.ReadAsync();
        await server.SendAsync(handshake ?? new HandshakeRequestMessage(Protocol.Version));
        return server;
    }

    public static async Task<RawServer> OpenAsync(RunningEmulator emulator, string hub, string id, CancellationToken limit)
    {
        var server = await ConnectAsync(emulator, hub, id, limit);
        Assert.Equal("", (await server.NextAsync<HandshakeResponseMessage>(limit)).ErrorMessage);
        return server;
    }

    public Task SendAsync(ServiceMessage message) => SendRawAsync(Protocol.GetMessageBytes(message));

    public Task SendRawAsync(ReadOnlyMemory<byte> bytes) => _socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None).AsTask();

    /// <summary>Waits for the next client, and answers its handshake. Gives its id.</summary>
    public async Task<string> GreetAsync(CancellationToken limit)
    {
        var open = await NextAsync<OpenConnectionMessage>(limit);
        await NextAsync<ConnectionDataMessage>(limit);
        await SendAsync(new ConnectionDataMessage(open.ConnectionId, "{}\u001e"u8.ToArray()) { Type = DataMessageType.Handshake });
        return open.ConnectionId;
    }

    /// <summary>The next message of a type. Others before it are passed over.</summary>
    public async Task<T> NextAsync<T>(CancellationToken limit)
        where T : ServiceMessage
    {
        while (true)
        {
            if (await _inbox.Reader.ReadAsync(limit) is T message)
            {
                return message;
            }
        }
    }

    /// <summary>Until the service has closed it.</summary>
    public Task EndedAsync(CancellationToken limit) => _reading.WaitAsync(limit);

    /// <summary>Ends without a word, as a process that is killed.</summary>
    public void Kill() => _socket.Abort();

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
    }

    private async Task ReadAsync()
    {
        var received = new ArrayBufferWriter<byte>();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(received.GetMemory(16 * 1024), CancellationToken.None);
                received.Advance(part.Count);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }
                var buffer = new ReadOnlySequence<byte>(received.WrittenMemory);
                while (Protocol.TryParseMessage(ref buffer, out var message))
                {
                    _inbox.Writer.TryWrite(message!);
                }
                var rest = buffer.ToArray();
                received.ResetWrittenCount();
                received.Write(rest);
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // That is how a connection ends that is killed.
        }
        _inbox.Writer.TryComplete();
    }
}
