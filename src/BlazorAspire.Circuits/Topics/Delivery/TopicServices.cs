using BlazorAspire.Circuits.Topics.Transport;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Circuits.Topics.Delivery;

/// <summary>What every topic needs.</summary>
internal sealed class TopicServices(
    ITopicTransport transport, ReplicaIdentity replica, TopicMetrics metrics, IOptions<TopicOptions> options, TimeProvider time, ILogger<TopicServices> logger)
{
    public ITopicTransport Transport { get; } = transport;

    public ReplicaIdentity Replica { get; } = replica;

    public TopicMetrics Metrics { get; } = metrics;

    public TopicOptions Options { get; } = options.Value;

    public TimeProvider Time { get; } = time;

    public ILogger Logger { get; } = logger;
}
