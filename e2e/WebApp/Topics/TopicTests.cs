using BlazorAspire.Circuits;
using BlazorAspire.Circuits.Topics;
using BlazorAspire.Circuits.Topics.Delivery;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.WebApp.Topics;

public sealed class TopicTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly FakeWire _wire = new();
    private readonly TopicReplica _one;
    private readonly TopicReplica _two;

    public TopicTests()
    {
        _one = new TopicReplica("webapp-1", _wire.NewEnd(), _time);
        _two = new TopicReplica("webapp-2", _wire.NewEnd(), _time);
    }

    [Fact]
    public async Task Publish_OnOneReplica_ReachesSubscribersOfBothOnceWithItsName()
    {
        var (here, there) = (_one.Listen<string>("news"), _two.Listen<string>("news"));

        Assert.True(await _one.Broker.PublishAsync("news", "first"));
        Assert.True(await _one.Broker.PublishAsync("news", "second"));

        Assert.Equal(new TopicMessage<string>("first", "webapp-1", 0), await here.NextAsync());
        Assert.Equal(new TopicMessage<string>("first", "webapp-1", 0), await there.NextAsync());
        Assert.Equal(("second", "second"), ((await here.NextAsync()).Value, (await there.NextAsync()).Value));
        Assert.Equal((2, 2, 2), (_one.Counted("topics.published all"), _one.Counted("topics.delivered"), _two.Counted("topics.delivered")));
        Assert.True(here.IsEmpty);
    }

    [Theory]
    [InlineData("Räume/部屋")]
    [InlineData("a:b:BlazorAspire:topic:c")]
    [InlineData("with * and ? and [brackets]")]
    public async Task Publish_ToOneName_ReachesNoOther(string topic)
    {
        var (meant, other) = (_two.Listen<string>(topic), _two.Listen<string>(topic + "x"));

        await _one.Broker.PublishAsync(topic, "for one");
        await _one.Broker.PublishAsync(topic + "x", "for the other");

        Assert.Equal(("for one", "for the other"), ((await meant.NextAsync()).Value, (await other.NextAsync()).Value));
    }

    [Fact]
    public async Task Messages_ThatArriveInReverse_AreDeliveredInOrder()
    {
        var inbox = _two.Listen<int>("numbers");
        var held = new List<byte[]>();
        _wire.Passing = message =>
        {
            held.Add(message);
            return [];
        };
        for (var number = 1; number <= 20; number++)
        {
            await _one.Broker.PublishAsync("numbers", number);
        }

        foreach (var message in Enumerable.Reverse(held))
        {
            _wire.Inject("numbers", message);
        }

        Assert.Equal(Enumerable.Range(1, 20), await inbox.NextAsync(20));
        Assert.Equal(0, _two.Counted("topics.lost"));
    }

    [Fact]
    public async Task Messages_OfAPublisherHeardForTheFirstTimeInItsMiddle_AreSortedBeforeTheyAreDelivered()
    {
        var held = new List<byte[]>();
        _wire.Passing = message =>
        {
            held.Add(message);
            return [];
        };
        for (var number = 1; number <= 3; number++)
        {
            await _one.Broker.PublishAsync("numbers", number);
        }

        var inbox = _two.Listen<int>("numbers");
        _wire.Inject("numbers", held[2]);
        _wire.Inject("numbers", held[1]);
        _time.Advance(PublisherOrders<int>.Settling);

        Assert.Equal((int[])[2, 3], await inbox.NextAsync(2));
        Assert.Equal(0, _two.Counted("topics.lost"));
    }

    [Fact]
    public async Task Messages_ThatNeverArrive_AreCountedAndToldWithTheNext()
    {
        var inbox = _two.Listen<int>("numbers");
        await _one.Broker.PublishAsync("numbers", 1);
        _wire.Passing = _ => [];
        await _one.Broker.PublishAsync("numbers", 2);
        await _one.Broker.PublishAsync("numbers", 3);
        _wire.Passing = message => [message];
        await _one.Broker.PublishAsync("numbers", 4);

        Assert.Equal(new TopicMessage<int>(1, "webapp-1", 0), await inbox.NextAsync());
        await _wire.QuietAsync();
        Assert.True(inbox.IsEmpty);
        _time.Advance(PublisherOrders<int>.Patience);

        Assert.Equal(new TopicMessage<int>(4, "webapp-1", 2), await inbox.NextAsync());
        Assert.Equal(2, _two.Counted("topics.lost"));
        await _one.Broker.PublishAsync("numbers", 5);
        Assert.Equal(new TopicMessage<int>(5, "webapp-1", 0), await inbox.NextAsync());
    }

    [Fact]
    public async Task Messages_ThatArriveTwice_AreDeliveredOnce()
    {
        var inbox = _two.Listen<int>("numbers");
        _wire.Passing = message => [message, message];

        await _one.Broker.PublishAsync("numbers", 1);
        await _one.Broker.PublishAsync("numbers", 2);

        Assert.Equal((int[])[1, 2], await inbox.NextAsync(2));
        await _wire.QuietAsync();
        Assert.Equal((2, 2), (_two.Counted("topics.delivered"), _two.Counted("topics.dropped late")));
    }

    [Fact]
    public async Task Publish_ByManyAtOnceOverAWireThatSwaps_ReachesBothInTheOrderOfTheReplica()
    {
        const int Publishers = 32;
        const int Each = 25;
        var options = new TopicOptions { QueueLength = Publishers * Each };
        using var one = new TopicReplica("webapp-3", _wire.NewEnd(), _time, options);
        using var two = new TopicReplica("webapp-4", _wire.NewEnd(), _time, options);
        var (here, there) = (one.Listen<int>("numbers"), two.Listen<int>("numbers"));
        _wire.Passing = message =>
        {
            _ = Task.Run(() => _wire.Inject("numbers", message));
            return [];
        };

        await Task.WhenAll(Enumerable.Range(0, Publishers).Select(publisher => Task.Run(async () =>
        {
            for (var number = 0; number < Each; number++)
            {
                await one.Broker.PublishAsync("numbers", (publisher * Each) + number);
            }
        })));

        var local = await here.NextAsync(Publishers * Each);
        Assert.Equal(local, await there.NextAsync(Publishers * Each));
        Assert.Equal(Enumerable.Range(0, Publishers * Each), local.Order());
        Assert.All(Enumerable.Range(0, Publishers), publisher =>
            Assert.Equal(Enumerable.Range(publisher * Each, Each), local.Where(number => number / Each == publisher)));
        Assert.Equal(0, two.Counted("topics.lost"));
    }

    [Fact]
    public async Task Publish_WhileTheWireIsCut_ReachesSubscribersHereAndTheOthersAreToldOfTheGap()
    {
        var (here, there) = (_one.Listen<int>("numbers"), _two.Listen<int>("numbers"));
        await _one.Broker.PublishAsync("numbers", 1);

        _wire.IsCut = true;
        Assert.False(await _one.Broker.PublishAsync("numbers", 2));
        Assert.False(await _one.Broker.PublishAsync("numbers", 3));
        _wire.Return();
        Assert.True(await _one.Broker.PublishAsync("numbers", 4));
        Assert.Equal(1, (await there.NextAsync()).Value);
        await _wire.QuietAsync();
        _time.Advance(PublisherOrders<int>.Patience);

        Assert.Equal((int[])[1, 2, 3, 4], await here.NextAsync(4));
        Assert.Equal(new TopicMessage<int>(4, "webapp-1", 2), await there.NextAsync());
        Assert.Equal((2, 2), (_one.Counted("topics.published all"), _one.Counted("topics.published local")));
        Assert.Single(_one.Log.Lines, line => line.Contains("Other replicas were not told", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Subscribe_WhileTheWireIsCut_HearsTheOthersWhenItIsBack()
    {
        _wire.IsCut = true;
        var inbox = _two.Listen<int>("numbers");
        await inbox.Subscription.Ready;
        Assert.Equal(0, _wire.Subscriptions);

        _wire.Return();
        await _two.Listen<int>("numbers").Subscription.Ready;
        await _one.Broker.PublishAsync("numbers", 1);

        Assert.Equal(1, (await inbox.NextAsync()).Value);
    }

    [Fact]
    public async Task Subscriptions_OfOneTopic_ShareOneWithTheWireUntilTheLastEnds()
    {
        var first = _one.Listen<int>("numbers");
        var second = _one.Listen<int>("numbers");
        await second.Subscription.Ready;
        Assert.Equal((1, 2), (_wire.Subscriptions, _one.Counted("topics.subscribers")));

        await first.Subscription.DisposeAsync();
        await first.Subscription.DisposeAsync();
        Assert.Equal((1, 1), (_wire.Subscriptions, _one.Counted("topics.subscribers")));
        await _two.Broker.PublishAsync("numbers", 7);
        Assert.Equal(7, (await second.NextAsync()).Value);

        await second.Subscription.DisposeAsync();
        Assert.Equal((0, 0), (_wire.Subscriptions, _one.Counted("topics.subscribers")));
        await _wire.QuietAsync();
        Assert.True(first.IsEmpty);
    }

    [Fact]
    public async Task Subscribe_AfterATimeWithoutSubscribers_CountsNothingAsLost()
    {
        var before = _two.Listen<int>("numbers");
        await _one.Broker.PublishAsync("numbers", 1);
        await before.NextAsync();
        await before.Subscription.DisposeAsync();
        await _one.Broker.PublishAsync("numbers", 2);
        await _wire.QuietAsync();
        var after = _two.Listen<int>("numbers");
        await after.Subscription.Ready;

        await _one.Broker.PublishAsync("numbers", 3);
        await _wire.QuietAsync();
        _time.Advance(PublisherOrders<int>.Settling);

        Assert.Equal(new TopicMessage<int>(3, "webapp-1", 0), await after.NextAsync());
    }

    [Fact]
    public async Task Subscriber_ThatThrows_IsLoggedAndGetsTheNext()
    {
        var called = new TaskCompletionSource();
        var inbox = new Inbox<int>(receive => _one.Broker.Subscribe<int>("numbers", batch =>
        {
            if (called.TrySetResult())
            {
                throw new InvalidOperationException("by intention");
            }

            return receive(batch);
        }));
        await _one.Broker.PublishAsync("numbers", 1);
        await called.Task;

        await _one.Broker.PublishAsync("numbers", 2);

        Assert.Equal(2, (await inbox.NextAsync()).Value);
        Assert.Contains(_one.Log.Lines, line => line.StartsWith("Error: A subscriber of topic 'numbers' failed.", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _one.Dispose();
        _two.Dispose();
    }
}
