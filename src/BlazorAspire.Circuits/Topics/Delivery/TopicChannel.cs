using BlazorAspire.Circuits.Cluster;

namespace BlazorAspire.Circuits.Topics.Delivery;

/// <summary>A topic's way to and from the other replicas. Its changes happen one after the other, and none of them is waited for.</summary>
internal sealed class TopicChannel(string topic, TopicServices services)
{
    /// <summary>The Redis client sets no limit of its own to an asynchronous call.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;
    private Action<ReadOnlyMemory<byte>>? _wanted;
    private bool _hasFailed;
    private int _isCut;

    /// <summary>Listens with a receiver, or no more for null. Ends when that is so, or was tried long enough.</summary>
    public Task Set(Action<ReadOnlyMemory<byte>>? receive)
    {
        lock (_lock)
        {
            if ((_wanted is null) != (receive is null))
            {
                _wanted = receive;
                _last = ApplyAsync(_last, receive);
            }

            return _last;
        }
    }

    public void TryAgain()
    {
        lock (_lock)
        {
            if (_hasFailed && _wanted is { } receive)
            {
                _last = ApplyAsync(_last, receive);
            }
        }
    }

    /// <summary>Begins to send, in the order of the calls.</summary>
    public Task Send(byte[] message)
    {
        try
        {
            return services.Transport.PublishAsync(topic, message);
        }
        catch (Exception exception)
        {
            return Task.FromException(exception);
        }
    }

    /// <summary>Whether the transport took a message. A failure is logged once until one is taken again.</summary>
    public async Task<bool> WasSentAsync(Task sending)
    {
        try
        {
            await sending.WaitAsync(Limit, services.Time);
            Volatile.Write(ref _isCut, 0);
            return true;
        }
        catch (Exception exception)
        {
            if (Interlocked.Exchange(ref _isCut, 1) == 0)
            {
                TopicLog.NotPublished(services.Logger, topic, RedisErrors.Summarize(exception));
            }

            return false;
        }
    }

    private async Task ApplyAsync(Task before, Action<ReadOnlyMemory<byte>>? receive)
    {
        await before;
        try
        {
            var change = receive is null ? services.Transport.UnsubscribeAsync(topic) : services.Transport.SubscribeAsync(topic, receive);
            await change.WaitAsync(Limit, services.Time);
            SetFailed(false);
        }
        catch (Exception exception)
        {
            SetFailed(receive is not null);
            TopicLog.NotLinked(services.Logger, topic, RedisErrors.Summarize(exception));
        }
    }

    private void SetFailed(bool value)
    {
        lock (_lock)
        {
            _hasFailed = value;
        }
    }
}
