namespace BlazorAspire.Circuits.Topics.Delivery;

/// <summary>A bounded queue, and the turns in which its messages are handed over: one at a time, each with all that waits.</summary>
/// <param name="limit">Messages that wait at most.</param>
/// <param name="context">Where the subscriber is called, such as a renderer's dispatcher; null is any thread.</param>
/// <param name="receive">The subscriber.</param>
/// <param name="events">Who is told.</param>
internal sealed class QueuedSubscription<T>(
    int limit, SynchronizationContext? context, Func<IReadOnlyList<TopicMessage<T>>, Task> receive, IQueueEvents<T> events) : TopicSubscription
{
    private readonly Lock _lock = new();
    private readonly Queue<TopicMessage<T>> _waiting = new();
    private long _missed;
    private bool _isTaking;
    private bool _isOver;

    public override bool IsOver
    {
        get
        {
            lock (_lock)
            {
                return _isOver;
            }
        }
    }

    public void Offer(T value, string replica, long lost)
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            if (_waiting.Count == limit)
            {
                _missed += 1 + _waiting.Dequeue().Missed;
                events.Overflowed();
            }

            _waiting.Enqueue(new TopicMessage<T>(value, replica, lost));
            if (_isTaking)
            {
                return;
            }

            _isTaking = true;
        }

        NextTurn();
    }

    internal void ReadyWhen(Task linked) => Ready = linked;

    public override ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return default;
            }

            _isOver = true;
            _waiting.Clear();
        }

        events.Ended(this);
        return default;
    }

    private void NextTurn()
    {
        if (context is not null)
        {
            // What the subscriber throws ends up where the exceptions of its other events do.
            context.Post(static async state => await ((QueuedSubscription<T>)state!).TakeTurnAsync(), this);
        }
        else
        {
            _ = Task.Run(TakeTurnAsync);
        }
    }

    private async Task TakeTurnAsync()
    {
        try
        {
            if (TakeAll() is { Count: > 0 } batch)
            {
                events.Delivered(batch.Count);
                await receive(batch);
            }
        }
        catch (Exception exception) when (context is null)
        {
            events.Failed(exception);
        }
        finally
        {
            EndTurn();
        }
    }

    private List<TopicMessage<T>> TakeAll()
    {
        lock (_lock)
        {
            List<TopicMessage<T>> batch = [.. _waiting];
            _waiting.Clear();
            if (batch.Count > 0)
            {
                batch[0] = batch[0] with { Missed = batch[0].Missed + _missed };
                _missed = 0;
            }

            return batch;
        }
    }

    private void EndTurn()
    {
        lock (_lock)
        {
            if (_waiting.Count == 0)
            {
                _isTaking = false;
                return;
            }
        }

        NextTurn();
    }
}
