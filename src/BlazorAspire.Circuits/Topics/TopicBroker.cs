using BlazorAspire.Circuits.Topics;
using BlazorAspire.Circuits.Topics.Delivery;

namespace BlazorAspire.Circuits;

/// <summary>The topics of this replica. Components use <see cref="PageTopics"/>; this is for services.</summary>
public sealed class TopicBroker
{
    private const int SweepFrom = 1024;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ITopic> _topics = new(StringComparer.Ordinal);
    private readonly TopicServices _services;

    internal TopicBroker(TopicServices services)
    {
        _services = services;
        services.Transport.Returned += Relink;
    }

    internal int MaxMessageSize => _services.Options.MaxMessageSize;

    /// <summary>Subscribes until the result is disposed.</summary>
    /// <param name="topic">Any name of up to 200 letters.</param>
    /// <param name="receive">Called with the messages that wait, in order, one call at a time. What it throws is logged, or goes to the context.</param>
    /// <param name="context">Where it is called. By default on any thread.</param>
    /// <exception cref="InvalidOperationException">The topic carries another type.</exception>
    public TopicSubscription Subscribe<T>(
        string topic, Func<IReadOnlyList<TopicMessage<T>>, Task> receive, SynchronizationContext? context = null)
    {
        lock (_lock)
        {
            return TopicNeedsLock<T>(topic).Subscribe(_services.Options.QueueLength, context, receive);
        }
    }

    /// <summary>Publishes to the subscribers of all replicas. Messages that one replica publishes on a topic arrive in their order.</summary>
    /// <returns>False where the other replicas could not be told. The subscribers here have it in any case.</returns>
    /// <exception cref="ArgumentException">The message is larger than <c>Topics:MaxMessageSize</c>.</exception>
    /// <exception cref="InvalidOperationException">The topic carries another type.</exception>
    public Task<bool> PublishAsync<T>(string topic, T message)
    {
        Topic<T> found;
        lock (_lock)
        {
            found = TopicNeedsLock<T>(topic);
        }

        return found.PublishAsync(message);
    }

    private Topic<T> TopicNeedsLock<T>(string topic)
    {
        TopicName.Check(topic);
        if (_topics.TryGetValue(topic, out var known))
        {
            return known as Topic<T> ?? throw new InvalidOperationException(
                $"Topic '{topic}' carries '{known.MessageType.Name}', not '{typeof(T).Name}'. Use one type on a topic, or another name.");
        }

        SweepNeedsLock();
        var made = new Topic<T>(topic, _services);
        _topics[topic] = made;
        return made;
    }

    private void SweepNeedsLock()
    {
        if (_topics.Count < SweepFrom)
        {
            return;
        }

        foreach (var (name, _) in _topics.Where(entry => entry.Value.IsIdle).ToList())
        {
            _topics.Remove(name);
        }
    }

    private void Relink()
    {
        ITopic[] all;
        lock (_lock)
        {
            all = [.. _topics.Values];
        }

        foreach (var topic in all)
        {
            topic.Relink();
        }
    }
}
