using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;
using Microsoft.Azure.SignalR.Protocol;
using Microsoft.Extensions.Primitives;

namespace BlazorAspire.SignalREmulator.Routing;

/// <summary>A client. Senders never wait for it: a client that reads too slowly is disconnected.</summary>
internal sealed class Client(ConnectionContext connection, ClientRequest request, ClientProtocol protocol, byte[] handshake, TimeProvider time)
{
    private readonly Lock _writing = new();
    private readonly Lock _routing = new();
    private bool _isEnded;
    private volatile bool _isClosing;
    private string? _closeError;
    private long _heardAt = time.GetTimestamp();
    private long _sentAt = time.GetTimestamp();

    public string Id => connection.ConnectionId;

    public string? User { get; } = request.User;

    public ClientRequest Request => request;

    public ClientProtocol Protocol => protocol;

    /// <summary>The groups that the client has joined by itself, and not by its user.</summary>
    public ConcurrentDictionary<string, bool> Groups { get; } = new(StringComparer.Ordinal);

    /// <summary>Set by the router.</summary>
    public ServerConnection Server { get; private set; } = null!;

    public bool IsClosing => _isClosing;

    public TimeSpan Unheard => time.GetElapsedTime(Volatile.Read(ref _heardAt));

    public TimeSpan Unsent => time.GetElapsedTime(Volatile.Read(ref _sentAt));

    /// <summary>Introduces the client to an app server, the first or, in a migration, the next. Only the router calls this, under its lock.</summary>
    public void Route(ServerConnection server)
    {
        lock (_routing)
        {
            var before = Server;
            if (before is not null)
            {
                before.ClientCount--;
                before.Post(new CloseConnectionMessage(Id, null, new Dictionary<string, StringValues> { [ServiceNames.MigratedTo] = server.ServerId }));
            }
            Server = server;
            server.ClientCount++;
            server.Post(request.Open(Id, protocol.Name, before?.ServerId));
            server.Post(new ConnectionDataMessage(Id, handshake) { Type = DataMessageType.Handshake });
        }
    }

    /// <summary>Takes whole messages to the app server.</summary>
    public Task ForwardAsync(in ReadOnlySequence<byte> messages)
    {
        Volatile.Write(ref _heardAt, time.GetTimestamp());
        lock (_routing)
        {
            return Server.SendAsync(new ConnectionDataMessage(Id, messages));
        }
    }

    /// <summary>Tells the app server that the client has gone. Only the router calls this, under its lock.</summary>
    public void Leave()
    {
        lock (_routing)
        {
            Server.ClientCount--;
            Server.Post(new CloseConnectionMessage(Id));
        }
    }

    public void Send(IDictionary<string, ReadOnlyMemory<byte>> payloads)
    {
        if (payloads.TryGetValue(protocol.Name, out var payload))
        {
            Send(new ReadOnlySequence<byte>(payload));
        }
    }

    public void Send(in ReadOnlySequence<byte> payload)
    {
        lock (_writing)
        {
            if (!_isEnded)
            {
                Write(payload);
            }
        }
    }

    public void Ping() => Send(new ReadOnlySequence<byte>(protocol.Ping));

    /// <summary>Ends the client's loop. With an error, the client is told.</summary>
    public void Close(string? error)
    {
        _closeError ??= error;
        _isClosing = true;
        connection.Transport.Input.CancelPendingRead();
    }

    /// <summary>Writes the reason for the end. Nothing is written after it.</summary>
    public void End()
    {
        lock (_writing)
        {
            if (!_isEnded && _closeError is { } error)
            {
                Write(new ReadOnlySequence<byte>(protocol.Close(error)));
            }
            _isEnded = true;
        }
    }

    private void Write(in ReadOnlySequence<byte> payload)
    {
        foreach (var part in payload)
        {
            connection.Transport.Output.Write(part.Span);
        }
        Volatile.Write(ref _sentAt, time.GetTimestamp());
        var flushed = connection.Transport.Output.FlushAsync().AsTask();
        if (!flushed.IsCompleted)
        {
            // The buffer is full, so not even a reason would reach the client.
            (_isEnded, _isClosing) = (true, true);
            connection.Abort();
        }
    }
}
