using System.Net.WebSockets;
using System.Threading.Channels;
using BlazorAspire.SignalREmulator.Protocol;

namespace BlazorAspire.Tests.SignalREmulator.Support;

/// <summary>One connection of an app server, by hand.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly Channel<ServiceMessage> _inbox = Channel.CreateUnbounded<ServiceMessage>();
    private ServiceLink _link = null!;
    private Task _reading = Task.CompletedTask;

    public static async Task<FakeServer> ConnectAsync(RunningEmulator emulator, string hub, string id, CancellationToken limit)
    {
        var server = new FakeServer();
        server._socket.Options.SetRequestHeader("Authorization", $"Bearer {emulator.Token(ServiceNames.ServerPath, hub)}");
        server._socket.Options.SetRequestHeader(ServiceNames.ServerIdHeader, id);
        await server._socket.ConnectAsync(new UriBuilder(emulator.AddressOf(ServiceNames.ServerPath, hub)) { Scheme = "ws" }.Uri, limit);
        server._link = new ServiceLink(server._socket, TimeProvider.System);
        server._reading = server.ReadAsync();
        await server.SendAsync(new ServiceMessage.HandshakeRequest(1));
        Assert.Equal("", (await server.NextAsync<ServiceMessage.HandshakeResponse>(limit)).Error);
        return server;
    }

    public Task SendAsync(ServiceMessage message) => _link.SendAsync(message);

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

    public Task SendRawAsync(byte[] bytes) => _link.SendAsync(bytes);

    /// <summary>Until the service has closed it.</summary>
    public Task EndedAsync(CancellationToken limit) => _reading.WaitAsync(limit);

    /// <summary>Ends without a word, as a process that is killed.</summary>
    public void Kill() => _socket.Abort();

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        await _reading;
    }

    private async Task ReadAsync()
    {
        await foreach (var message in _link.ReadAsync(CancellationToken.None))
        {
            _inbox.Writer.TryWrite(message);
        }
        _inbox.Writer.TryComplete();
    }
}
