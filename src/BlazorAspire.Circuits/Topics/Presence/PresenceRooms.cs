using BlazorAspire.Circuits.Topics.Presence;

namespace BlazorAspire.Circuits;

/// <summary>Who is here, for each topic that somebody asks about. A replica tells of all its members of a topic in one message.</summary>
public sealed class PresenceRooms(TopicBroker broker, ReplicaIdentity replica, TimeProvider time, ILogger<PresenceRooms> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, PresenceRoom> _rooms = new(StringComparer.Ordinal);
    private readonly string _process = Guid.NewGuid().ToString("n");

    /// <summary>Between two reports of a room, so that they are few however many come and go.</summary>
    internal TimeSpan Pace { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Shows somebody on a topic until the result is disposed.</summary>
    /// <exception cref="ArgumentException">The topic's name or the id is empty or too long.</exception>
    public PresenceEntry Enter(string topic, string id, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        lock (_lock)
        {
            return RoomNeedsLock(topic).Enter(id, name);
        }
    }

    /// <summary>Calls back when who is on a topic has changed, and once at first; with the newest view where several came at once.</summary>
    public TopicSubscription Watch(string topic, Func<PresenceView, Task> receive, SynchronizationContext? context = null)
    {
        lock (_lock)
        {
            return RoomNeedsLock(topic).Watch(receive, context);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(All().Select(room => room.CloseAsync()));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Tick();
        }
    }

    internal void Tick()
    {
        foreach (var room in All())
        {
            room.Tick();
        }

        lock (_lock)
        {
            foreach (var (topic, _) in _rooms.Where(room => room.Value.IsIdle).ToList())
            {
                _rooms.Remove(topic);
            }
        }
    }

    private PresenceRoom[] All()
    {
        lock (_lock)
        {
            return [.. _rooms.Values];
        }
    }

    private PresenceRoom RoomNeedsLock(string topic) => _rooms.TryGetValue(topic, out var room) ? room
        : _rooms[topic] = new PresenceRoom(topic, _process, replica, broker, Pace, time, logger);
}
