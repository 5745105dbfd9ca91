using BlazorAspire.Circuits;
using BlazorAspire.Circuits.Circuits;
using BlazorAspire.Tests.Support;
using Microsoft.AspNetCore.Components;

namespace BlazorAspire.Tests.WebApp.Topics;

public sealed class PageTopicsTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly FakeWire _wire = new();
    private readonly TurnByTurn _dispatcher = new();
    private readonly TopicReplica _replica;

    public PageTopicsTests() => _replica = new TopicReplica("webapp-1", _wire.NewEnd(), _time);

    [Fact]
    public async Task Subscribe_FromAComponent_CallsItOnItsDispatcherAsAnEventAndOncePerTurn()
    {
        var page = new Page(_dispatcher);
        OnDispatcher(() => OfACircuit().Subscribe<int>(page, "numbers", page.Show));

        await _replica.Broker.PublishAsync("numbers", 1);
        await _replica.Broker.PublishAsync("numbers", 2);
        Assert.Empty(page.Shown);
        _dispatcher.RunUntil(() => page.Shown.Count == 2);

        Assert.Equal([1, 2], page.Shown);
        Assert.Equal(1, page.Events);
    }

    [Fact]
    public void Subscribe_OutsideOfTheDispatcher_SaysWhereItBelongs()
    {
        var page = new Page(_dispatcher);
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var error = Assert.Throws<InvalidOperationException>(() => OfACircuit().Subscribe<int>(page, "numbers", page.Show));
            Assert.StartsWith("Component 'Page' subscribes outside of the renderer's dispatcher.", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    [Fact]
    public async Task Subscribe_WhileAPageIsPrerendered_ListensToNothing()
    {
        var page = new Page(_dispatcher);
        var topics = new PageTopics(_replica.Broker, _replica.Rooms, new DurableState());

        OnDispatcher(() => topics.Subscribe<int>(page, "numbers", page.Show));
        await _replica.Broker.PublishAsync("numbers", 1);

        Assert.Equal((0, 0), (_wire.Subscriptions, _replica.Counted("topics.subscribers")));
    }

    [Fact]
    public async Task DisposeAsync_AtTheEndOfTheCircuit_EndsAllThatIsOpen()
    {
        var page = new Page(_dispatcher);
        var topics = OfACircuit();
        TopicSubscription? own = null;
        PresenceEntry? entry = null;
        OnDispatcher(() =>
        {
            own = topics.Subscribe<int>(page, "numbers", page.Show);
            topics.WatchPresence(page, "numbers", _ => { });
            entry = topics.Enter("numbers", "a", "Ada");
        });
        await own!.Ready;

        await topics.DisposeAsync();
        await _replica.Broker.PublishAsync("numbers", 1);
        _dispatcher.RunAll();

        Assert.True(own.IsOver && entry!.IsOver);
        Assert.Empty(page.Shown);
        Assert.Equal((0, 0), (_wire.Subscriptions, _replica.Counted("topics.subscribers")));
    }

    [Fact]
    public async Task Subscribe_ThatEndsWithinATurn_GetsNothingMore()
    {
        var page = new Page(_dispatcher);
        TopicSubscription? subscription = null;
        OnDispatcher(() => subscription = OfACircuit().Subscribe<int>(page, "numbers", async message =>
        {
            page.Show(message);
            await subscription!.DisposeAsync();
        }));
        await _replica.Broker.PublishAsync("numbers", 1);
        await _replica.Broker.PublishAsync("numbers", 2);

        _dispatcher.RunUntil(() => page.Shown.Count > 0);
        _dispatcher.RunAll();

        Assert.Equal([1], page.Shown);
    }

    public void Dispose() => _replica.Dispose();

    private PageTopics OfACircuit()
    {
        StartingCircuit.Current = new LiveCircuit(null, 0);
        var state = new DurableState();
        StartingCircuit.Current = null;
        return new PageTopics(_replica.Broker, _replica.Rooms, state);
    }

    private void OnDispatcher(Action work)
    {
        _dispatcher.Post(_ => work(), null);
        _dispatcher.RunAll();
    }

    /// <summary>What the framework makes of a component: somebody who handles events.</summary>
    private sealed class Page(TurnByTurn dispatcher) : IComponent, IHandleEvent
    {
        public List<int> Shown { get; } = [];

        public int Events { get; private set; }

        public void Show(TopicMessage<int> message) => Shown.Add(message.Value);

        public Task HandleEventAsync(EventCallbackWorkItem item, object? arg)
        {
            Assert.Same(dispatcher, SynchronizationContext.Current);
            Events++;
            return item.InvokeAsync(arg);
        }

        public void Attach(RenderHandle renderHandle)
        {
        }

        public Task SetParametersAsync(ParameterView parameters) => Task.CompletedTask;
    }
}
