using Aspire.Hosting.Testing;
using BlazorAspire.Circuits.Topics;
using BlazorAspire.Circuits.Topics.Transport;
using BlazorAspire.Tests.AppHost;
using StackExchange.Redis;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.WebApp.Topics;

/// <summary>Two replicas' topics over the Redis of the app.</summary>
[Collection(SharedApp.Name)]
public sealed class RedisTopicTests(SharedApp shared, ITestOutputHelper output) : IAsyncLifetime
{
    private const int Messages = 2000;
    private readonly string _topic = $"test:{Guid.NewGuid():n}:ж";
    private readonly List<ConnectionMultiplexer> _connections = [];
    private readonly List<TopicReplica> _replicas = [];

    [Fact]
    public Task Publish_OnBothReplicasAtOnce_ReachesBothCompleteAndInOrderOfEach() => shared.Running.TestAsync(output, async _ =>
    {
        var inboxes = _replicas.ConvertAll(replica => replica.Listen<int>(_topic));
        await Task.WhenAll(inboxes.Select(inbox => inbox.Subscription.Ready));

        await Task.WhenAll(_replicas.Select((replica, index) => Task.Run(async () =>
        {
            for (var number = 0; number < Messages; number++)
            {
                Assert.True(await replica.Broker.PublishAsync(_topic, (index * Messages) + number));
            }
        })));

        foreach (var inbox in inboxes)
        {
            var received = await inbox.NextAsync(2 * Messages);
            Assert.Equal(Enumerable.Range(0, Messages), received.Where(number => number < Messages));
            Assert.Equal(Enumerable.Range(Messages, Messages), received.Where(number => number >= Messages));
        }

        Assert.All(_replicas, replica => Assert.Equal(0, replica.Counted("topics.lost") + replica.Counted("topics.dropped late")));
    });

    [Fact]
    public Task Subscriptions_OfATopic_AreOneForEachReplica() => shared.Running.TestAsync(output, async limit =>
    {
        var inboxes = _replicas.Concat(_replicas).Select(replica => replica.Listen<int>(_topic)).ToList();
        await Task.WhenAll(inboxes.Select(inbox => inbox.Subscription.Ready));

        Assert.Equal(2, await PublishRawAsync("not json"));
        foreach (var inbox in inboxes)
        {
            await inbox.Subscription.DisposeAsync();
        }

        // Nobody waits for the end of a subscription, and so nobody is told of it.
        while (await PublishRawAsync("not json") > 0)
        {
            limit.ThrowIfCancellationRequested();
        }
    });

    [Fact]
    public Task Message_ThatSomebodyElseWrote_IsCountedAndTheNextArrives() => shared.Running.TestAsync(output, async _ =>
    {
        var inbox = _replicas[1].Listen<int>(_topic);
        await inbox.Subscription.Ready;

        await PublishRawAsync("");
        await PublishRawAsync("{\"blazorAspire\":1,");
        await _replicas[0].Broker.PublishAsync(_topic, 7);

        Assert.Equal(7, (await inbox.NextAsync()).Value);
    });

    public async Task InitializeAsync()
    {
        var settings = ConfigurationOptions.Parse((await shared.Running.App.GetConnectionStringAsync("redis"))!);
        settings.AbortOnConnectFail = false;
        for (var number = 1; number <= 2; number++)
        {
            // Out of order, as the app connects.
            var connection = ConnectionMultiplexer.Connect(settings);
            Unordered(connection);
            _connections.Add(connection);
            _replicas.Add(new TopicReplica($"webapp-{number}", new RedisTopicTransport(connection), TimeProvider.System, new TopicOptions { QueueLength = 10 * Messages }));
        }
    }

    public Task DisposeAsync()
    {
        _replicas.ForEach(replica => replica.Dispose());
        _connections.ForEach(connection => connection.Dispose());
        return Task.CompletedTask;
    }

    // A property of the older client only, and obsolete in the newer, which never keeps the order.
    private static void Unordered(ConnectionMultiplexer connection) => typeof(ConnectionMultiplexer).GetProperty("PreserveAsyncOrder")?.SetValue(connection, false);

    private Task<long> PublishRawAsync(string text) =>
        _connections[0].GetSubscriber().PublishAsync(new RedisChannel($"topic:{_topic}", RedisChannel.PatternMode.Literal), text);
}
