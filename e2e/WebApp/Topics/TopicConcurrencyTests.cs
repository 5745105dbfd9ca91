using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.WebApp.Topics;

/// <summary>Many at once on two replicas.</summary>
public sealed class TopicConcurrencyTests : IDisposable
{
    private const int Users = 32;
    private const int Rounds = 20;

    // More than a broker keeps without looking which of them are idle.
    private const int Topics = 1_100;
    private readonly FakeWire _wire = new();
    private readonly TopicReplica _one;
    private readonly TopicReplica _two;

    public TopicConcurrencyTests()
    {
        var time = new ImpatientTime(new ManualTime());
        _one = new TopicReplica("webapp-1", _wire.NewEnd(), time);
        _two = new TopicReplica("webapp-2", _wire.NewEnd(), time);
    }

    [Fact]
    public async Task SubscribePublishAndEnd_OfManyAtOnce_EachHearsWhatComesWhileItListens()
    {
        _wire.IsSlow = true;
        await Task.WhenAll(Enumerable.Range(0, Users).Select(user => Task.Run(async () =>
        {
            var (own, other) = user % 2 == 0 ? (_one, _two) : (_two, _one);
            // Two users of each topic, on both replicas: one's last subscriber goes while the other's first comes.
            var topic = $"topic {user / 2}";
            for (var round = 0; round < Rounds; round++)
            {
                var inbox = own.Listen<string>(topic);
                await inbox.Subscription.Ready;
                var message = $"{user} in round {round}";
                Assert.True(await other.Broker.PublishAsync(topic, message));
                while ((await inbox.NextAsync()).Value != message)
                {
                }

                await inbox.Subscription.DisposeAsync();
            }
        })));

        await _wire.DesertedAsync();
        Assert.Equal((0, 0), (_one.Counted("topics.subscribers"), _two.Counted("topics.subscribers")));
    }

    [Fact]
    public async Task EnterAndLeave_OfManyAtOnce_LeavesThoseWhoStayed()
    {
        const string Topic = "presence";
        var (here, there) = (new PresenceViews(_one, Topic), new PresenceViews(_two, Topic));

        await Task.WhenAll(Enumerable.Range(0, Users).Select(user => Task.Run(async () =>
        {
            var replica = user % 2 == 0 ? _one : _two;
            for (var round = 0; round < Rounds; round++)
            {
                await replica.Rooms.Enter(Topic, $"{user}", $"User {user}").DisposeAsync();
            }

            if (user < 2)
            {
                replica.Rooms.Enter(Topic, $"{user}", $"User {user}");
            }
        })));

        await here.UntilAsync("User 0@webapp-1, User 1@webapp-2");
        await there.UntilAsync("User 0@webapp-1, User 1@webapp-2");
    }

    [Fact]
    public async Task Topics_MoreThanAThousand_EachReachItsSubscriberFromBothReplicas()
    {
        var inboxes = Enumerable.Range(0, Topics).Select(number => _two.Listen<int>($"topic {number}")).ToList();
        await Task.WhenAll(inboxes.Select(inbox => inbox.Subscription.Ready));

        Assert.Equal(Topics, _wire.Subscriptions);
        await EachReachesAsync(_one, inboxes, isEverywhere: true);

        // By themselves the subscribers of a replica hear only what is published on the topic that they have.
        _wire.IsCut = true;
        await EachReachesAsync(_two, inboxes, isEverywhere: false);

        await _wire.QuietAsync();
        Assert.All(inboxes, inbox => Assert.True(inbox.IsEmpty));
    }

    public void Dispose()
    {
        _one.Dispose();
        _two.Dispose();
    }

    private static async Task EachReachesAsync(TopicReplica publisher, List<Inbox<int>> inboxes, bool isEverywhere)
    {
        for (var number = 0; number < Topics; number++)
        {
            Assert.Equal(isEverywhere, await publisher.Broker.PublishAsync($"topic {number}", number));
        }

        for (var number = 0; number < Topics; number++)
        {
            Assert.Equal(number, (await inboxes[number].NextAsync()).Value);
        }
    }
}
