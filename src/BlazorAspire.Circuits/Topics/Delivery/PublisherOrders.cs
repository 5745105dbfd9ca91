namespace BlazorAspire.Circuits.Topics.Delivery;

/// <summary>The order of every publisher of a topic. Used under the topic's lock.</summary>
internal sealed class PublisherOrders<T>(TimeProvider time)
{
    /// <summary>How long a message waits for those before it. Threads of a busy machine swap messages by milliseconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>How long the first messages of a publisher that is new here wait, in case an earlier one comes.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(30);

    private const int MaxPublishers = 1000;
    private readonly Dictionary<string, PublisherOrder<T>> _byPublisher = new(StringComparer.Ordinal);

    public bool TryAccept(string publisher, long number, T item, List<Ordered<T>> ready)
    {
        var now = time.GetTimestamp();
        if (!_byPublisher.TryGetValue(publisher, out var order))
        {
            ForgetOldest();
            order = _byPublisher[publisher] = new PublisherOrder<T>(now);
        }

        return order.TryAccept(number, item, now, ready);
    }

    /// <summary>Releases what has waited long enough. Gives the time until the next look; null when nothing waits.</summary>
    public TimeSpan? ReleaseOverdue(List<Ordered<T>> ready)
    {
        TimeSpan? next = null;
        foreach (var order in _byPublisher.Values)
        {
            if (order.WaitsSince is not { } since)
            {
                continue;
            }

            var left = (order.IsNew ? Settling : Patience) - time.GetElapsedTime(since);
            if (left <= TimeSpan.Zero)
            {
                order.GiveUp(time.GetTimestamp(), ready);
                left = Patience;
            }

            if (order.WaitsSince is not null && (next is null || left < next))
            {
                next = left;
            }
        }

        return next;
    }

    public void Clear() => _byPublisher.Clear();

    private void ForgetOldest()
    {
        if (_byPublisher.Count >= MaxPublishers)
        {
            _byPublisher.Remove(_byPublisher.MinBy(entry => entry.Value.LastSeen).Key);
        }
    }
}
