namespace BlazorAspire.Circuits.Topics.Transport;

/// <summary>For a replica without a backplane: it has no others to tell.</summary>
internal sealed class LocalTopicTransport : ITopicTransport
{
    /// <summary>Never.</summary>
    public event Action? Returned
    {
        add { }
        remove { }
    }

    public Task SubscribeAsync(string topic, Action<ReadOnlyMemory<byte>> receive) => Task.CompletedTask;

    public Task UnsubscribeAsync(string topic) => Task.CompletedTask;

    public Task PublishAsync(string topic, byte[] message) => Task.CompletedTask;
}
