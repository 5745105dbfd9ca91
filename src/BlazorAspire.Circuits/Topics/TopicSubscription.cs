using BlazorAspire.Circuits.Topics;

namespace BlazorAspire.Circuits;

/// <summary>A subscriber's place on a topic. Disposing it ends the subscription: nothing is delivered afterwards.</summary>
public abstract class TopicSubscription : ITopicHandle
{
    private protected TopicSubscription()
    {
    }

    /// <summary>Ends when the other replicas are heard too, or that was tried long enough. What is published later by anyone is delivered.</summary>
    public Task Ready { get; private protected set; } = Task.CompletedTask;

    /// <summary>It has been disposed, or its circuit has ended.</summary>
    public abstract bool IsOver { get; }

    public abstract ValueTask DisposeAsync();
}
