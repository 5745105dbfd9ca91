using System.Text;
using StackExchange.Redis;

namespace BlazorAspire.LoadTest.Commands.Fanout;

/// <summary>The Redis client and nothing else: one connection publishes, the others subscribe. So many publishes are under way at once as pay.</summary>
internal sealed class RawFanout : IFanout, IDisposable
{
    private const int UnderWay = 1_000;
    private readonly RedisChannel _channel = new("fanout", RedisChannel.PatternMode.Literal);
    private readonly ConnectionMultiplexer _publisher;
    private readonly IReadOnlyList<ConnectionMultiplexer> _subscribers;
    private readonly SemaphoreSlim _room = new(UnderWay);

    public RawFanout(string redis, int receivers, TimeProvider time)
    {
        _publisher = ConnectionMultiplexer.Connect(redis);
        _subscribers = [.. Enumerable.Range(0, receivers).Select(_ => ConnectionMultiplexer.Connect(redis))];
        Receivers = [.. _subscribers.Select(_ => new Arrivals(time))];
        foreach (var (subscriber, arrivals) in _subscribers.Zip(Receivers))
        {
            subscriber.GetSubscriber().Subscribe(_channel, (_, message) => arrivals.Take((byte[])message!));
        }
    }

    public string Name => "publish -> subscribe";

    public IReadOnlyList<Arrivals> Receivers { get; }

    public async ValueTask SendAsync(string text)
    {
        await _room.WaitAsync();
        _ = PublishAsync(Encoding.UTF8.GetBytes(text));
    }

    public void Dispose()
    {
        _publisher.Dispose();
        foreach (var subscriber in _subscribers)
        {
            subscriber.Dispose();
        }
        _room.Dispose();
    }

    private async Task PublishAsync(byte[] message)
    {
        try
        {
            await _publisher.GetSubscriber().PublishAsync(_channel, message);
        }
        finally
        {
            _room.Release();
        }
    }
}
