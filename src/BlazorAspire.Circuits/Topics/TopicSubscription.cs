namespace BlazorAspire.Circuits.Topics;

/// <summary>A subscriber's place on a topic. Disposing it ends the subscription: nothing is delivered afterwards.</summary>
internal abstract class TopicSubscription : ITopicHandle
{
    /// <summary>Ends when the other replicas are heard too, or that was tried long enough. What is published later by anyone is delivered.</summary>
    public Task Ready { get; protected set; } = Task.CompletedTask;

    public abstract bool IsOver { get; }

    public abstract ValueTask DisposeAsync();
}
