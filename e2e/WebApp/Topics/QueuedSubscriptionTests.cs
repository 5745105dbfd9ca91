using BlazorAspire.Circuits;
using BlazorAspire.Circuits.Topics.Delivery;

namespace BlazorAspire.Tests.WebApp.Topics;

public sealed class QueuedSubscriptionTests
{
    private readonly TurnByTurn _dispatcher = new();
    private readonly Events _events = new();
    private readonly List<TopicMessage<int>> _received = [];

    [Fact]
    public void Offer_MoreThanFits_DropsTheOldestAndTellsHowMany()
    {
        var subscription = New(limit: 3);
        for (var number = 1; number <= 8; number++)
        {
            subscription.Offer(number, "r", lost: 0);
        }

        _dispatcher.RunAll();

        Assert.Equal([6, 7, 8], _received.Select(message => message.Value));
        Assert.Equal([5L, 0, 0], _received.Select(message => message.Missed));
        Assert.Equal((5, 3), (_events.Dropped, _events.Given));
    }

    [Fact]
    public void Offer_WhatWasLostBeforeADroppedMessage_IsToldToo()
    {
        var subscription = New(limit: 1);
        subscription.Offer(1, "r", lost: 4);
        subscription.Offer(2, "r", lost: 2);

        _dispatcher.RunAll();

        Assert.Equal(new TopicMessage<int>(2, "r", 4 + 1 + 2), Assert.Single(_received));
    }

    [Fact]
    public void Offer_Several_IsOneTurnOnTheDispatcher()
    {
        var subscription = New(limit: 10);
        subscription.Offer(1, "r", 0);
        subscription.Offer(2, "r", 0);

        Assert.Equal(1, _dispatcher.RunAll());
        subscription.Offer(3, "r", 0);
        Assert.Equal(1, _dispatcher.RunAll());
        Assert.Equal([1, 2, 3], _received.Select(message => message.Value));
    }

    [Fact]
    public void Offer_WhileTheSubscriberIsBusy_WaitsForItsNextTurn()
    {
        var busy = new TaskCompletionSource();
        var turns = 0;
        var subscription = new QueuedSubscription<int>(10, _dispatcher, batch =>
        {
            turns++;
            _received.AddRange(batch);
            return turns == 1 ? busy.Task : Task.CompletedTask;
        }, _events);
        subscription.Offer(1, "r", 0);
        _dispatcher.RunAll();
        subscription.Offer(2, "r", 0);
        Assert.Equal((0, 1), (_dispatcher.RunAll(), turns));

        busy.SetResult();
        _dispatcher.RunUntil(() => turns == 2);

        Assert.Equal([1, 2], _received.Select(message => message.Value));
    }

    [Fact]
    public async Task DisposeAsync_WithMessagesThatWait_DeliversNoneOfThem()
    {
        var subscription = New(limit: 10);
        subscription.Offer(1, "r", 0);

        await subscription.DisposeAsync();
        await subscription.DisposeAsync();
        subscription.Offer(2, "r", 0);
        _dispatcher.RunAll();

        Assert.Empty(_received);
        Assert.True(subscription.IsOver);
        Assert.Equal(1, _events.Over);
    }

    private QueuedSubscription<int> New(int limit) => new(limit, _dispatcher, batch =>
    {
        _received.AddRange(batch);
        return Task.CompletedTask;
    }, _events);

    private sealed class Events : IQueueEvents<int>
    {
        public int Given { get; private set; }

        public int Dropped { get; private set; }

        public int Over { get; private set; }

        public void Delivered(int messages) => Given += messages;

        public void Overflowed() => Dropped++;

        public void Failed(Exception exception) => throw new InvalidOperationException("A subscriber failed.", exception);

        public void Ended(QueuedSubscription<int> subscription) => Over++;
    }
}
