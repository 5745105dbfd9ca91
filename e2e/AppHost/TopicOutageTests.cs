using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using BlazorAspire.Circuits.Topics.Presence;
using BlazorAspire.Circuits.Topics.Transport;
using BlazorAspire.Tests.Support.SignalR;
using BlazorAspire.Tests.WebApp.Topics;
using StackExchange.Redis;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.AppHost;

/// <summary>Topics and presence when Redis or a replica goes.</summary>
[Collection(DisturbedApp.Name)]
public sealed class TopicOutageTests(DisturbedApp disturbed, ITestOutputHelper output) : IAsyncLifetime
{
    private const string Topic = "outage";
    private const int AtOnce = 32;
    private readonly RunningApp _app = disturbed.Running;

    public Task InitializeAsync() => _app.TestAsync(output, _app.ResetAsync);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public Task Redis_KilledAndStarted_LeavesLocalMessagesAndTellsOfTheGap() => _app.TestAsync(output, async limit =>
    {
        using var connections = new Connections((await _app.App.GetConnectionStringAsync("redis", limit))!);
        using var one = new TopicReplica("one", new RedisTopicTransport(connections.First), TimeProvider.System);
        using var two = new TopicReplica("two", new RedisTopicTransport(connections.Second), TimeProvider.System);
        var (here, there) = (one.Listen<int>(Topic), two.Listen<int>(Topic));
        await Task.WhenAll(here.Subscription.Ready, there.Subscription.Ready);
        Assert.True(await one.Broker.PublishAsync(Topic, 0));
        Assert.Equal((0, 0), ((await here.NextAsync()).Value, (await there.NextAsync()).Value));

        await CommandAsync(KnownResourceCommands.StopCommand, limit);
        Assert.False(await one.Broker.PublishAsync(Topic, 1));
        Assert.Equal(1, (await here.NextAsync()).Value);
        await CommandAsync(KnownResourceCommands.StartCommand, limit);

        // Nobody tells when both are back: whoever publishes finds out.
        var number = 1;
        while (there.IsEmpty)
        {
            limit.ThrowIfCancellationRequested();
            await one.Broker.PublishAsync(Topic, ++number);
            Assert.Equal(number, (await here.NextAsync()).Value);
        }

        // One that was published into the outage may still come, as the client sends for a while what it could not: each comes, or is told as missed.
        var (came, missed, last) = (0L, 0L, 0);
        while (last < number)
        {
            var message = await there.NextAsync();
            (came, missed, last) = (came + 1, missed + message.Missed, message.Value);
        }

        Assert.Equal(number, came + missed);
        Assert.Equal(missed > 0, two.Counted("topics.lost") > 0);
    });

    [SkippableFact]
    public Task Redis_Frozen_LeavesLocalMessagesHoldsNoPublisherAndTellsOfEachLostMessage() => _app.TestAsync(output, async limit =>
    {
        FrozenRedis.SkipWhereImpossible();
        using var connections = new Connections((await _app.App.GetConnectionStringAsync("redis", limit))!);
        using var one = new TopicReplica("one", new RedisTopicTransport(connections.First), TimeProvider.System);
        using var two = new TopicReplica("two", new RedisTopicTransport(connections.Second), TimeProvider.System);
        var (here, there) = (one.Listen<int>(Topic), two.Listen<int>(Topic));
        await Task.WhenAll(here.Subscription.Ready, there.Subscription.Ready);
        Assert.True(await one.Broker.PublishAsync(Topic, 0));
        Assert.Equal((0, 0), ((await here.NextAsync()).Value, (await there.NextAsync()).Value));

        await using (await FrozenRedis.FreezeAsync(_app, limit))
        {
            var publishing = Enumerable.Range(1, AtOnce).Select(value => one.Broker.PublishAsync(Topic, value)).ToList();
            Assert.Equal(Enumerable.Range(1, AtOnce), await here.NextAsync(AtOnce));
            Assert.All(await Task.WhenAll(publishing).WaitAsync(limit), Assert.False);
            Assert.True(there.IsEmpty);
        }

        var last = AtOnce;
        while (!await one.Broker.PublishAsync(Topic, ++last))
        {
            limit.ThrowIfCancellationRequested();
        }

        // What Redis had in its hands when it was frozen it may bring now.
        for (var before = 0; before < last;)
        {
            var message = await there.NextAsync();
            Assert.Equal(before + message.Missed + 1, message.Value);
            before = message.Value;
        }
    });

    [SkippableFact]
    public Task Redis_FrozenForLessThanPresenceWaits_NobodyLeaves() => _app.TestAsync(output, async limit =>
    {
        FrozenRedis.SkipWhereImpossible();
        await using var present = await PresentAsync(limit);
        await using (await FrozenRedis.FreezeAsync(_app, limit))
        {
            await Task.Delay(PresenceRoom.GoneAfter - PresenceRoom.Heartbeat - TimeSpan.FromSeconds(2), TimeProvider.System, limit);
        }

        present.Two.Rooms.Enter(Topic, "b", "Bob");
        await present.SeenByOne.UntilAsync(view =>
        {
            Assert.Contains(view.Members, member => member.Name == "Grace");
            return view.Members.Any(member => member.Name == "Bob");
        });
    });

    [SkippableFact]
    public Task Redis_FrozenForLongerThanPresenceWaits_TheOthersGoAndComeBack() => _app.TestAsync(output, async limit =>
    {
        FrozenRedis.SkipWhereImpossible();
        await using var present = await PresentAsync(limit);
        await using (await FrozenRedis.FreezeAsync(_app, limit))
        {
            await present.SeenByOne.UntilAsync("Ada@one");
            await present.SeenByTwo.UntilAsync("Grace@two");
        }

        await present.SeenByOne.UntilAsync("Ada@one, Grace@two");
        await present.SeenByTwo.UntilAsync("Ada@one, Grace@two");
    });

    private async Task<Present> PresentAsync(CancellationToken limit)
    {
        var present = new Present(new Connections((await _app.App.GetConnectionStringAsync("redis", limit))!));
        await present.One.Rooms.StartAsync(limit);
        await present.Two.Rooms.StartAsync(limit);
        present.One.Rooms.Enter(Topic, "a", "Ada");
        present.Two.Rooms.Enter(Topic, "g", "Grace");
        await present.SeenByOne.UntilAsync("Ada@one, Grace@two");
        await present.SeenByTwo.UntilAsync("Ada@one, Grace@two");
        return present;
    }

    [Fact]
    public Task Replica_Killed_TakesWhoWasThereAway() => _app.TestAsync(output, async limit =>
    {
        using var visitor = _app.NewVisitor();
        var lost = await RunningApp.AskAsync(visitor, limit);
        var other = _app.ReplicaNames.Single(name => name != lost.Name);
        using var stayer = new HttpClient { BaseAddress = _app.App.GetEndpoint(other) };
        await using var ghost = await HubClient.ConnectAsync(visitor, "/hubs/board", Transport.LongPolling, limit);
        await using var watcher = await HubClient.ConnectAsync(stayer, "/hubs/board", Transport.ServerSentEvents, limit);
        await watcher.StreamAsync("Watch", limit, "Watcher");
        await ghost.StreamAsync("Watch", limit, "Ghost");
        await UntilAsync(watcher, names => names.Contains($"Ghost@{lost.Name}") && names.Contains($"Watcher@{other}"), limit);

        using (var process = Process.GetProcessById(lost.ProcessId))
        {
            process.Kill();
        }

        await UntilAsync(watcher, names => !names.Contains($"Ghost@{lost.Name}") && names.Contains($"Watcher@{other}"), limit);
    });

    private static async Task UntilAsync(HubClient watcher, Func<string[], bool> isSeen, CancellationToken limit)
    {
        string[] names;
        do
        {
            var view = await watcher.Items.ReadAsync(limit);
            names = [.. view.GetProperty("members").EnumerateArray().Select(member => $"{member.GetProperty("name")}@{member.GetProperty("replica")}")];
        }
        while (!isSeen(names));
    }

    private async Task CommandAsync(string command, CancellationToken limit)
    {
        var result = await _app.App.ResourceCommands.ExecuteCommandAsync("redis", command, limit);
        Assert.True(result.Success, result.Message);
    }

    /// <summary>One user on each of two replicas, who see each other.</summary>
    private sealed class Present : IAsyncDisposable
    {
        private readonly Connections _connections;

        public Present(Connections connections)
        {
            _connections = connections;
            One = new TopicReplica("one", new RedisTopicTransport(connections.First), TimeProvider.System);
            Two = new TopicReplica("two", new RedisTopicTransport(connections.Second), TimeProvider.System);
            SeenByOne = new PresenceViews(One, Topic);
            SeenByTwo = new PresenceViews(Two, Topic);
        }

        public TopicReplica One { get; }

        public TopicReplica Two { get; }

        public PresenceViews SeenByOne { get; }

        public PresenceViews SeenByTwo { get; }

        public async ValueTask DisposeAsync()
        {
            await One.Rooms.StopAsync(CancellationToken.None);
            await Two.Rooms.StopAsync(CancellationToken.None);
            One.Dispose();
            Two.Dispose();
            _connections.Dispose();
        }
    }

    private sealed class Connections : IDisposable
    {
        public Connections(string text)
        {
            var settings = ConfigurationOptions.Parse(text);
            settings.AbortOnConnectFail = false;
            First = ConnectionMultiplexer.Connect(settings);
            Second = ConnectionMultiplexer.Connect(settings);
        }

        public ConnectionMultiplexer First { get; }

        public ConnectionMultiplexer Second { get; }

        public void Dispose()
        {
            First.Dispose();
            Second.Dispose();
        }
    }
}
