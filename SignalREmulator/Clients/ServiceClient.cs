using System.Threading.Channels;
using BlazorAspire.SignalREmulator.Hubs;
using BlazorAspire.SignalREmulator.Protocol;
using BlazorAspire.SignalREmulator.Servers;
using BlazorAspire.SignalREmulator.Status;
using Microsoft.AspNetCore.Connections;

namespace BlazorAspire.SignalREmulator.Clients;

/// <summary>A client, and what waits for it. Whoever sends to it does not wait: who reads too slowly is let go.</summary>
internal sealed class ServiceClient
{
    private readonly ConnectionContext _connection;
    private readonly HubProtocol _protocol;
    private readonly Traffic _traffic;
    private readonly TimeProvider _time;
    private readonly int _mostQueued;
    private readonly Channel<ReadOnlyMemory<byte>> _queue = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock _routing = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isOpen;
    private bool _isBetweenMessages = true;
    private long _queued;
    private long _heard;
    private long _sent;

    public ServiceClient(
        ConnectionContext connection, ServerConnection server, ClientRequest request, ClientHandshake handshake, Traffic traffic, TimeProvider time, int mostQueued)
    {
        (_connection, _traffic, _time, _mostQueued) = (connection, traffic, time, mostQueued);
        (Server, Request, Handshake) = (server, request, handshake);
        _protocol = new HubProtocol(handshake.Protocol);
        _heard = _sent = time.GetTimestamp();
    }

    public string Id => _connection.ConnectionId;

    public HubRoom Hub => Server.Hub;

    /// <summary>Another one after a move.</summary>
    public ServerConnection Server { get; private set; }

    public ClientRequest Request { get; }

    public ClientHandshake Handshake { get; }

    public string? User => Request.User;

    public string Protocol => _protocol.Name;

    /// <summary>Ends when it is told to go.</summary>
    public Task Closed => _closed.Task;

    public string? CloseError { get; private set; }

    public TimeSpan Unheard => _time.GetElapsedTime(Volatile.Read(ref _heard));

    public TimeSpan Unsent => _time.GetElapsedTime(Volatile.Read(ref _sent));

    public void Heard() => Volatile.Write(ref _heard, _time.GetTimestamp());

    /// <summary>Makes the client known to its app server.</summary>
    /// <exception cref="IOException">The app server has gone.</exception>
    public Task OpenAsync()
    {
        lock (_routing)
        {
            _isOpen = true;
            return TellOfItselfAsync(null);
        }
    }

    /// <summary>Takes it from its app server, once it has gone.</summary>
    public void Leave()
    {
        lock (_routing)
        {
            _isOpen = false;
            Server.Remove(this);
            Server.Post(new ServiceMessage.CloseConnection(Id));
        }
    }

    /// <summary>Brings its app server what it says.</summary>
    /// <exception cref="IOException">The app server has gone.</exception>
    public Task SayAsync(ReadOnlyMemory<byte> said)
    {
        lock (_routing)
        {
            _isBetweenMessages = _protocol.IsEnd(said.Span);
            return Server.SendAsync(new ServiceMessage.ConnectionData(Id, said));
        }
    }

    /// <summary>Gives it to another app server. False when it has said half of something, or nobody can tell.</summary>
    public bool TryMove(ServerConnection next)
    {
        lock (_routing)
        {
            if (!_isOpen || !_protocol.IsText || !_isBetweenMessages)
            {
                return false;
            }
            var before = Server;
            before.Post(new ServiceMessage.CloseConnection(Id, null, new Dictionary<string, string[]> { [ServiceNames.MigratedTo] = [next.ServerId] }));
            before.Remove(this);
            Server = next;
            next.Add(this);
            return !next.Link.Over.IsCancellationRequested && TellOfItselfAsync(before.ServerId) is { IsFaulted: false };
        }
    }

    public void Send(Payloads payloads)
    {
        if (payloads.TryGetValue(_protocol.Name, out var payload))
        {
            Send(payload);
        }
    }

    public void Send(ReadOnlyMemory<byte> payload)
    {
        if (Interlocked.Add(ref _queued, payload.Length) > _mostQueued)
        {
            _traffic.ClientDropped();
            // Not even a goodbye would get through.
            Close(null);
            _connection.Abort();
            return;
        }
        _traffic.ToClient();
        _queue.Writer.TryWrite(payload);
    }

    public void Ping() => Send(_protocol.Ping);

    public void Close(string? error)
    {
        CloseError ??= error;
        _queue.Writer.TryComplete();
        _closed.TrySetResult();
    }

    /// <summary>Writes what waits until the client is told to go and everything before that is written.</summary>
    public async Task WriteAllAsync()
    {
        var output = _connection.Transport.Output;
        await foreach (var payload in _queue.Reader.ReadAllAsync())
        {
            // Each in one piece: clients take a WebSocket message as whole messages of the hub.
            var flushed = await output.WriteAsync(payload);
            Interlocked.Add(ref _queued, -payload.Length);
            Volatile.Write(ref _sent, _time.GetTimestamp());
            if (flushed.IsCompleted)
            {
                Close(null);
                return;
            }
        }
        if (CloseError is { } error)
        {
            await output.WriteAsync(_protocol.Close(error));
        }
    }

    private Task TellOfItselfAsync(string? movedFrom)
    {
        var open = Request.Open(Id, Protocol);
        if (movedFrom is not null)
        {
            open = open with { Headers = new Dictionary<string, string[]>(open.Headers) { [ServiceNames.MigratedFrom] = [movedFrom] } };
        }
        return Task.WhenAll(Server.SendAsync(open), Server.SendAsync(new ServiceMessage.ConnectionData(Id, Handshake.Bytes, DataKind.Handshake)));
    }
}
