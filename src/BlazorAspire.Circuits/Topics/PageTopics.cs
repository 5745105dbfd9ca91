using BlazorAspire.Circuits.Topics;
using Microsoft.AspNetCore.Components;

namespace BlazorAspire.Circuits;

/// <summary>
/// Topics for components: what one publishes, those of all replicas get. A subscription ends when it is disposed, and in any case with its
/// circuit. While a page is prerendered there is nobody to tell, and a subscription gets nothing.
/// </summary>
public sealed class PageTopics(TopicBroker broker, PresenceRooms rooms, DurableState state) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<ITopicHandle> _open = [];

    private bool IsLive => state.Circuit is not null;

    /// <summary>
    /// Calls a component for each message, as for an event of its page: on the renderer's dispatcher, in order, and then it renders.
    /// Call it on the dispatcher too, for example in OnInitialized.
    /// </summary>
    /// <param name="component">The component: <c>this</c>.</param>
    /// <param name="topic">Any name of up to 200 letters.</param>
    /// <param name="receive">What the component does with a message. While it is slow <c>Topics:QueueLength</c> messages wait, and then the oldest are dropped.</param>
    /// <exception cref="InvalidOperationException">The topic carries another type, or the call is not on the dispatcher.</exception>
    public TopicSubscription Subscribe<T>(IComponent component, string topic, Action<TopicMessage<T>> receive) => Subscribe<T>(component, topic, message =>
    {
        receive(message);
        return Task.CompletedTask;
    });

    /// <inheritdoc cref="Subscribe{T}(IComponent, string, Action{TopicMessage{T}})"/>
    public TopicSubscription Subscribe<T>(IComponent component, string topic, Func<TopicMessage<T>, Task> receive)
    {
        if (!IsLive)
        {
            return NoSubscription.Instance;
        }

        TopicSubscription? subscription = null;
        var turn = EventCallback.Factory.Create<IReadOnlyList<TopicMessage<T>>>(component, async batch =>
        {
            foreach (var message in batch.TakeWhile(_ => subscription is not { IsOver: true }))
            {
                await receive(message);
            }
        });
        return subscription = Keep(broker.Subscribe<T>(topic, turn.InvokeAsync, Dispatcher(component)));
    }

    /// <inheritdoc cref="TopicBroker.PublishAsync{T}"/>
    public Task<bool> PublishAsync<T>(string topic, T message) => broker.PublishAsync(topic, message);

    /// <summary>Shows a user on a topic until the result is disposed, or the circuit ends.</summary>
    /// <param name="topic">Any name of up to 180 letters.</param>
    /// <param name="id">What makes the user one when the page moves to another replica, such as a durable value.</param>
    /// <param name="name">What others see. More than 40 letters are cut off.</param>
    public PresenceEntry Enter(string topic, string id, string name) => Keep(rooms.Enter(topic, id, name));

    /// <summary>Calls a component when who is on a topic has changed, and once at first.</summary>
    public TopicSubscription WatchPresence(IComponent component, string topic, Action<PresenceView> receive) =>
        IsLive ? Keep(rooms.Watch(topic, EventCallback.Factory.Create(component, receive).InvokeAsync, Dispatcher(component))) : NoSubscription.Instance;

    public async ValueTask DisposeAsync()
    {
        foreach (var place in Open())
        {
            await place.DisposeAsync();
        }
    }

    /// <summary>Whether the browser is on the line: who has left without a word is not here, also while the circuit waits.</summary>
    internal void SetConnected(bool value)
    {
        foreach (var entry in Open().OfType<PresenceEntry>())
        {
            entry.SetHere(value);
        }
    }

    private static SynchronizationContext Dispatcher(IComponent component) => SynchronizationContext.Current ?? throw new InvalidOperationException(
        $"Component '{component.GetType().Name}' subscribes outside of the renderer's dispatcher. Subscribe in OnInitialized, or within InvokeAsync.");

    private ITopicHandle[] Open()
    {
        lock (_lock)
        {
            return [.. _open];
        }
    }

    private T Keep<T>(T place) where T : ITopicHandle
    {
        lock (_lock)
        {
            _open.RemoveAll(other => other.IsOver);
            _open.Add(place);
        }

        return place;
    }
}
