using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.Azure.SignalR.Protocol;
using Microsoft.Extensions.Primitives;

namespace BlazorAspire.SignalREmulator.Routing;

/// <summary>A client. Senders never wait for it: a client that reads too slowly is disconnected.</summary>
internal sealed class Client(
    ConnectionContext connection, ClientRequest request, ClientProtocol protocol, byte[] handshake, Carrier? carrier, TimeProvider time)
{
    private readonly Lock _writing = new();
    private readonly Lock _routing = new();
    private PipeWriter _output = connection.Transport.Output;
    private bool _isGreeted;
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

    /// <summary>Null when the client cannot come back.</summary>
    public Carrier? Carrier => carrier;

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
    public Task ForwardAsync(ReadOnlySequence<byte> messages)
    {
        Volatile.Write(ref _heardAt, time.GetTimestamp());
        if (carrier is not null)
        {
            lock (_writing)
            {
                messages = carrier.Messages.Receive(messages);
            }
        }
        lock (_routing)
        {
            return messages.IsEmpty ? Task.CompletedTask : Server.SendAsync(new ConnectionDataMessage(Id, messages));
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

    public void Send(in ReadOnlySequence<byte> messages)
    {
        lock (_writing)
        {
            // Before the answer to its handshake a client cannot read anything else.
            if (_isGreeted && carrier?.Messages.TryKeep(messages) == false)
            {
                Close("The client has not acknowledged enough of what it was sent.");
            }
            else if (_isGreeted)
            {
                Write(messages);
            }
        }
    }

    /// <summary>What the app server says to this client alone: first the answer to its handshake.</summary>
    public void Answer(in ReadOnlySequence<byte> payload)
    {
        lock (_writing)
        {
            if (_isGreeted)
            {
                Send(payload);
            }
            else
            {
                Write(payload);
                _isGreeted = true;
            }
        }
    }

    public void Ping() => Send(new ReadOnlySequence<byte>(protocol.Ping));

    /// <summary>Acknowledges what has come since the last time, to a client that may come back.</summary>
    public void Acknowledge()
    {
        lock (_writing)
        {
            if (carrier?.Messages.TakeAck() is { Length: > 0 } ack)
            {
                Write(new ReadOnlySequence<byte>(ack));
            }
        }
    }

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
        carrier?.End();
        lock (_writing)
        {
            if (_closeError is { } error)
            {
                Write(new ReadOnlySequence<byte>(protocol.Close(error)));
            }
            _isEnded = true;
        }
    }

    /// <summary>Goes on with the next WebSocket of a client that has come back.</summary>
    public Task ResumeAsync(PipeWriter output)
    {
        lock (_writing)
        {
            _output.Complete();
            _output = output;
            foreach (var message in carrier!.Messages.Repeat())
            {
                Write(new ReadOnlySequence<byte>(message));
            }
        }
        return Task.CompletedTask;
    }

    private void Write(in ReadOnlySequence<byte> payload)
    {
        if (_isEnded)
        {
            return;
        }
        foreach (var part in payload)
        {
            _output.Write(part.Span);
        }
        Volatile.Write(ref _sentAt, time.GetTimestamp());
        var flushed = _output.FlushAsync().AsTask();
        if (!flushed.IsCompleted)
        {
            // The buffer is full, so not even a reason would reach the client.
            _isEnded = true;
            Close(null);
            connection.Abort();
        }
    }
}
