using Microsoft.AspNetCore.Connections;
using Microsoft.Azure.SignalR.Protocol;

namespace BlazorAspire.SignalREmulator.Routing;

/// <summary>One of the connections that an app server holds for a hub. Its clients end with it.</summary>
internal sealed class ServerConnection(string serverId, HandshakeRequestMessage handshake, ConnectionContext connection, TimeProvider time)
{
    private const int Weak = 2;
    private static readonly ServiceProtocol Protocol = new();
    private readonly Lock _lock = new();
    private Task _sending = Task.CompletedTask;
    private volatile bool _isOver;
    private long _heardAt = time.GetTimestamp();
    private long _sentAt = time.GetTimestamp();

    public string ServerId => serverId;

    /// <summary>Clients may be given to another app server when this one leaves.</summary>
    public bool MayMigrate => handshake.MigrationLevel > 0;

    /// <summary>Clients may come back after they have lost their connection.</summary>
    public bool AllowsReconnect => handshake.AllowStatefulReconnects;

    /// <summary>A weak connection sends messages, but has no clients.</summary>
    public bool TakesClients => handshake.ConnectionType != Weak && !IsLeaving;

    /// <summary>The app server has announced that it stops: it gets no new clients.</summary>
    public bool IsLeaving { get; set; }

    public int ClientCount { get; set; }

    public TimeSpan Unheard => time.GetElapsedTime(Volatile.Read(ref _heardAt));

    public TimeSpan Unsent => time.GetElapsedTime(Volatile.Read(ref _sentAt));

    public void Heard() => Volatile.Write(ref _heardAt, time.GetTimestamp());

    /// <summary>Sends in the order of the calls, and waits while the app server is slow. Nothing is sent once the connection is over.</summary>
    public Task SendAsync(ServiceMessage message)
    {
        lock (_lock)
        {
            return _sending = SendAfterAsync(_sending, message);
        }
    }

    /// <summary>Sends without waiting.</summary>
    public void Post(ServiceMessage message) => _ = SendAsync(message);

    public void Abort() => connection.Abort();

    /// <summary>Drops what waits for a server that has gone. Nothing is sent after it.</summary>
    public Task EndAsync()
    {
        _isOver = true;
        connection.Transport.Output.CancelPendingFlush();
        lock (_lock)
        {
            return _sending;
        }
    }

    private async Task SendAfterAsync(Task before, ServiceMessage message)
    {
        await before;
        if (!_isOver)
        {
            Protocol.WriteMessage(message, connection.Transport.Output);
            _isOver |= (await connection.Transport.Output.FlushAsync()).IsCompleted;
            Volatile.Write(ref _sentAt, time.GetTimestamp());
        }
    }
}
