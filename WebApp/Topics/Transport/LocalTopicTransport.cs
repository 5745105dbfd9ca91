namespace BlazorAspire.WebApp.Topics.Transport;

/// <summary>For a replica that runs without Redis: there are no others to tell.</summary>
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
