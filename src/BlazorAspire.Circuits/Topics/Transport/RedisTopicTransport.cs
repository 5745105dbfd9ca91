using System.Collections.Concurrent;
using StackExchange.Redis;

namespace BlazorAspire.Circuits.Topics.Transport;

/// <summary>One Redis channel for each topic. The client subscribes again by itself when a connection is back.</summary>
internal sealed class RedisTopicTransport : ITopicTransport
{
    private const string Prefix = "topic:";
    private readonly IConnectionMultiplexer _connection;
    private readonly ConcurrentDictionary<string, Action<RedisChannel, RedisValue>> _handlers = new(StringComparer.Ordinal);

    public RedisTopicTransport(IConnectionMultiplexer connection)
    {
        _connection = connection;
        connection.ConnectionRestored += (_, _) => Returned?.Invoke();
        connection.ConfigurationChanged += (_, _) => Returned?.Invoke();
    }

    public event Action? Returned;

    /// <summary>Called by the client on several threads at once, in any order.</summary>
    public async Task SubscribeAsync(string topic, Action<ReadOnlyMemory<byte>> receive)
    {
        await UnsubscribeAsync(topic);
        var handler = _handlers[topic] = (_, value) => receive((byte[]?)value ?? []);
        await _connection.GetSubscriber().SubscribeAsync(ChannelOf(topic), handler);
    }

    public Task UnsubscribeAsync(string topic) =>
        _handlers.TryRemove(topic, out var handler) ? _connection.GetSubscriber().UnsubscribeAsync(ChannelOf(topic), handler) : Task.CompletedTask;

    public Task PublishAsync(string topic, byte[] message) => _connection.GetSubscriber().PublishAsync(ChannelOf(topic), message);

    private static RedisChannel ChannelOf(string topic) => new(Prefix + topic, RedisChannel.PatternMode.Literal);
}
