using Microsoft.AspNetCore.SignalR;

namespace Embedded.SignalR.Redis.Clients;

/// <summary>A connection of this server, and what waits to be written to it.</summary>
internal sealed class Client(HubConnectionContext connection, BackplaneLimits limits, BackplaneReport report, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _groups = new(StringComparer.Ordinal);
    private TaskCompletionSource? _room;
    private int _waiting;
    private bool _isSlow;
    private bool _isGone;

    public HubConnectionContext Connection { get; } = connection;

    public string Id => Connection.ConnectionId;

    /// <summary>
    /// Writes without waiting for the client, unless very much waits for it already. Then the caller waits too, once and for a short time;
    /// after that the client is slow, and what it has no room for is dropped, until half of what waits is written.
    /// </summary>
    public ValueTask PostAsync(SerializedHubMessage message)
    {
        if (Volatile.Read(ref _isSlow) && Volatile.Read(ref _waiting) >= limits.WaitingForClient)
        {
            report.Dropped();
            return ValueTask.CompletedTask;
        }

        var write = Connection.WriteAsync(message);
        if (write.IsCompletedSuccessfully)
        {
            write.GetAwaiter().GetResult();
            return ValueTask.CompletedTask;
        }

        var waiting = Interlocked.Increment(ref _waiting);
        _ = EndAsync(write);
        return waiting < limits.WaitingForClient ? ValueTask.CompletedTask : RoomAsync();
    }

    public bool Understands(IReadOnlyList<SerializedMessage> payload)
    {
        var name = Connection.Protocol.Name;
        for (var i = 0; i < payload.Count; i++)
        {
            if (payload[i].ProtocolName == name)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Joins or leaves, and changes the group with it. False where it has, or is gone.</summary>
    public bool TryChangeGroup(string group, bool joins, Action change)
    {
        lock (_lock)
        {
            if (_isGone || !(joins ? _groups.Add(group) : _groups.Remove(group)))
            {
                return false;
            }

            change();
            return true;
        }
    }

    /// <summary>No group takes it any more.</summary>
    public IReadOnlyCollection<string> End()
    {
        lock (_lock)
        {
            _isGone = true;
            return _groups;
        }
    }

    private async Task EndAsync(ValueTask write)
    {
        try
        {
            await write;
        }
        catch (Exception problem)
        {
            // The connection ends by itself, and says why.
            report.NotWritten(problem);
        }
        finally
        {
            Ended();
        }
    }

    private void Ended()
    {
        if (Interlocked.Decrement(ref _waiting) > limits.WaitingForClient / 2)
        {
            return;
        }

        Volatile.Write(ref _isSlow, false);
        Interlocked.Exchange(ref _room, null)?.TrySetResult();
    }

    private async ValueTask RoomAsync()
    {
        var room = Volatile.Read(ref _room) ?? NewRoom();
        if (Volatile.Read(ref _waiting) < limits.WaitingForClient)
        {
            return;
        }

        try
        {
            await room.Task.WaitAsync(limits.Room, time);
        }
        catch (TimeoutException)
        {
            Volatile.Write(ref _isSlow, true);
            report.Slow(Id);
        }
    }

    private TaskCompletionSource NewRoom()
    {
        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return Interlocked.CompareExchange(ref _room, room, null) ?? room;
    }
}
