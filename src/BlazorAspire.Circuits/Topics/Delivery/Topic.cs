namespace BlazorAspire.Circuits.Topics.Delivery;

/// <summary>One topic on this replica: its subscribers, what it has published, and its one subscription with the transport.</summary>
internal sealed class Topic<T>(string name, TopicServices services) : ITopic, IQueueEvents<T>
{
    private static readonly TimeSpan IdleAfter = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private readonly List<QueuedSubscription<T>> _subscribers = [];
    private readonly PublisherOrders<TopicMessage<T>> _orders = new(services.Time);
    private readonly TopicChannel _link = new(name, services);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>Of this object and no other: a topic that is made anew counts from 1 again.</summary>
    private readonly string _publisher = $"{services.Replica.Name}.{Guid.NewGuid():n}";

    private long _number;
    private long _usedAt = services.Time.GetTimestamp();
    private ITimer? _overdue;

    public Type MessageType => typeof(T);

    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return _subscribers.Count == 0 && services.Time.GetElapsedTime(_usedAt) >= IdleAfter;
            }
        }
    }

    public void Relink() => _link.TryAgain();

    public TopicSubscription Subscribe(int limit, SynchronizationContext? context, Func<IReadOnlyList<TopicMessage<T>>, Task> receive)
    {
        var subscription = new QueuedSubscription<T>(limit, context, receive, this);
        lock (_lock)
        {
            if (_subscribers.Count == 0)
            {
                // What was published while nobody listened is not lost.
                _orders.Clear();
            }

            _subscribers.Add(subscription);
            subscription.ReadyWhen(_link.Set(Receive));
        }

        services.Metrics.Subscribed();
        return subscription;
    }

    /// <summary>To the subscribers here at once and in order, then to the other replicas. False where those could not be told.</summary>
    public async Task<bool> PublishAsync(T message)
    {
        var body = TopicJson.Write(message);
        var value = TopicJson.Read<T>(body) ?? throw new ArgumentNullException(nameof(message), $"A message on topic '{name}' must not be null.");
        Task sending;
        lock (_lock)
        {
            var bytes = TopicJson.Write(new TopicEnvelope(TopicEnvelope.CurrentFormat, _publisher, services.Replica.Name, _number + 1, body));
            if (bytes.Length > services.Options.MaxMessageSize)
            {
                throw new ArgumentException(
                    $"A message on topic '{name}' takes {bytes.Length} bytes. Topics:MaxMessageSize allows {services.Options.MaxMessageSize}: publish where it is to be found instead.", nameof(message));
            }

            _number++;
            _usedAt = services.Time.GetTimestamp();
            OfferNeedsLock(value, services.Replica.Name, lost: 0);
            sending = _link.Send(bytes);
        }

        var isEverywhere = await _link.WasSentAsync(sending);
        services.Metrics.Published(isEverywhere);
        return isEverywhere;
    }

    public void Delivered(int messages) => services.Metrics.Delivered(messages);

    public void Overflowed() => services.Metrics.Dropped("queue_full");

    public void Failed(Exception exception) => TopicLog.SubscriberFailed(services.Logger, exception, name);

    public void Ended(QueuedSubscription<T> subscription)
    {
        lock (_lock)
        {
            _subscribers.Remove(subscription);
            _usedAt = services.Time.GetTimestamp();
            if (_subscribers.Count == 0)
            {
                _link.Set(null);
                _overdue?.Dispose();
                _overdue = null;
            }
        }

        services.Metrics.Unsubscribed();
    }

    private void Receive(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > services.Options.MaxMessageSize)
        {
            Drop("too_large", $"it has {bytes.Length} bytes, and Topics:MaxMessageSize is {services.Options.MaxMessageSize}.");
            return;
        }

        if (!TopicJson.TryRead<T>(bytes, out var envelope, out var value, out var refusal))
        {
            Drop(refusal.Reason, refusal.Problem);
            return;
        }

        if (envelope.Publisher == _publisher)
        {
            return;
        }

        bool isInTime;
        lock (_lock)
        {
            var ready = new List<Ordered<TopicMessage<T>>>();
            isInTime = _subscribers.Count == 0 || _orders.TryAccept(envelope.Publisher, envelope.Number, new TopicMessage<T>(value, envelope.Replica, 0), ready);
            DeliverNeedsLock(ready);
        }

        if (!isInTime)
        {
            services.Metrics.Dropped("late");
        }
    }

    private void ReleaseOverdue()
    {
        lock (_lock)
        {
            DeliverNeedsLock([]);
        }
    }

    private void DeliverNeedsLock(List<Ordered<TopicMessage<T>>> ready)
    {
        var next = _orders.ReleaseOverdue(ready);
        foreach (var (message, lost) in ready)
        {
            if (lost > 0)
            {
                services.Metrics.Lost(lost);
                TopicLog.Lost(services.Logger, lost, message.Replica, name);
            }

            OfferNeedsLock(message.Value, message.Replica, lost);
        }

        if (next is { } wait && _subscribers.Count > 0)
        {
            _overdue ??= services.Time.CreateTimer(_ => ReleaseOverdue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _overdue.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    private void OfferNeedsLock(T value, string replica, long lost)
    {
        foreach (var subscriber in _subscribers)
        {
            subscriber.Offer(value, replica, lost);
        }
    }

    private void Drop(string reason, string problem)
    {
        services.Metrics.Dropped(reason);
        bool isFirst;
        lock (_lock)
        {
            isFirst = _told.Add(reason);
        }

        if (isFirst)
        {
            TopicLog.Dropped(services.Logger, name, reason, problem);
        }
    }
}
