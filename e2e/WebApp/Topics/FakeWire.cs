using System.Threading.Channels;
using BlazorAspire.Circuits.Topics.Transport;

namespace BlazorAspire.Tests.WebApp.Topics;

/// <summary>What replicas are joined by, in memory: brings everybody everything, until a test says otherwise.</summary>
internal sealed class FakeWire
{
    private readonly Lock _lock = new();
    private readonly List<End> _ends = [];
    private readonly Channel<Action> _deliveries = Channel.CreateUnbounded<Action>();
    private readonly Channel<bool> _left = Channel.CreateUnbounded<bool>();

    public FakeWire() => _ = Task.Run(async () =>
    {
        await foreach (var deliver in _deliveries.Reader.ReadAllAsync())
        {
            deliver();
        }
    });

    /// <summary>Nothing passes, and who publishes is told.</summary>
    public bool IsCut { get; set; }

    /// <summary>Listening begins and ends some time after it is asked for.</summary>
    public bool IsSlow { get; set; }

    /// <summary>Decides what becomes of a message: returns what is delivered, in order.</summary>
    public Func<byte[], IEnumerable<byte[]>> Passing { get; set; } = message => [message];

    public int Subscriptions
    {
        get
        {
            lock (_lock)
            {
                return _ends.Sum(end => end.Receivers.Count);
            }
        }
    }

    public ITopicTransport NewEnd()
    {
        lock (_lock)
        {
            var end = new End(this);
            _ends.Add(end);
            return end;
        }
    }

    public void Return()
    {
        IsCut = false;
        foreach (var end in _ends)
        {
            end.Return();
        }
    }

    /// <summary>Ends when everything published so far has been delivered.</summary>
    public Task QuietAsync()
    {
        var quiet = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _deliveries.Writer.TryWrite(quiet.SetResult);
        return quiet.Task;
    }

    /// <summary>Ends when nobody listens any more.</summary>
    public async Task DesertedAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (Subscriptions > 0)
        {
            await _left.Reader.ReadAsync(limit.Token);
        }
    }

    /// <summary>As if somebody had written it into the channel.</summary>
    public void Inject(string topic, byte[] message)
    {
        Action<ReadOnlyMemory<byte>>[] receivers;
        lock (_lock)
        {
            receivers = [.. _ends.Select(end => end.Receivers.GetValueOrDefault(topic)).OfType<Action<ReadOnlyMemory<byte>>>()];
        }

        foreach (var receive in receivers)
        {
            receive(message);
        }
    }

    private void Publish(string topic, byte[] message)
    {
        foreach (var passed in Passing(message))
        {
            _deliveries.Writer.TryWrite(() => Inject(topic, passed));
        }
    }

    private sealed class End(FakeWire wire) : ITopicTransport
    {
        public event Action? Returned;

        public Dictionary<string, Action<ReadOnlyMemory<byte>>> Receivers { get; } = new(StringComparer.Ordinal);

        public void Return() => Returned?.Invoke();

        public async Task SubscribeAsync(string topic, Action<ReadOnlyMemory<byte>> receive)
        {
            await TakeTimeAsync();
            lock (wire._lock)
            {
                if (!wire.IsCut)
                {
                    Receivers.Add(topic, receive);
                }
            }

            await (wire.IsCut ? Away() : Task.CompletedTask);
        }

        public async Task UnsubscribeAsync(string topic)
        {
            await TakeTimeAsync();
            lock (wire._lock)
            {
                Receivers.Remove(topic);
            }

            wire._left.Writer.TryWrite(true);
        }

        public Task PublishAsync(string topic, byte[] message)
        {
            if (wire.IsCut)
            {
                return Away();
            }

            wire.Publish(topic, message);
            return Task.CompletedTask;
        }

        private async Task TakeTimeAsync()
        {
            for (var turn = 0; wire.IsSlow && turn < 10; turn++)
            {
                await Task.Yield();
            }
        }

        private static Task Away() => Task.FromException(new InvalidOperationException("no connection"));
    }
}
