namespace BlazorAspire.Circuits.Topics.Transport;

/// <summary>Carries messages between replicas. It may lose some, swap some, and bring some twice; it brings a replica its own as well.</summary>
internal interface ITopicTransport
{
    /// <summary>Raised when the other replicas can be reached again.</summary>
    event Action? Returned;

    /// <summary>Begins to listen to a topic, once for all its subscribers here. Ends when it does.</summary>
    Task SubscribeAsync(string topic, Action<ReadOnlyMemory<byte>> receive);

    Task UnsubscribeAsync(string topic);

    Task PublishAsync(string topic, byte[] message);
}
