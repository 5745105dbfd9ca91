using BlazorAspire.Circuits.Cluster;
using StackExchange.Redis;

namespace BlazorAspire.Circuits.Circuits;

/// <summary>How many circuits are kept in Redis: a sorted set of their names, by the time at which they are forgotten.</summary>
internal sealed class PausedCircuits(Func<IDatabase> database, TimeProvider time, ILogger<PausedCircuits> logger) : BackgroundService
{
    private static readonly RedisKey Key = "circuits:paused";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);
    private long _count = -1;

    /// <summary>Null while Redis has not told.</summary>
    public long? Count => Interlocked.Read(ref _count) is >= 0 and var known ? known : null;

    /// <summary>Nobody waits for it: a wrong count does no harm, and ends with the next expiry.</summary>
    public void Add(string name, TimeSpan retention)
    {
        var redis = database();
        redis.SortedSetAdd(Key, name, Score(time.GetUtcNow() + retention), CommandFlags.FireAndForget);
        redis.SortedSetRemoveRangeByScore(Key, double.NegativeInfinity, Score(time.GetUtcNow()), flags: CommandFlags.FireAndForget);
    }

    public void Remove(string name) => database().SortedSetRemove(Key, name, CommandFlags.FireAndForget);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await ReadAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    internal async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var count = await database().SortedSetLengthAsync(Key, Score(time.GetUtcNow()), double.PositiveInfinity).WaitAsync(Limit, time, cancellationToken);
            Interlocked.Exchange(ref _count, count);
        }
        catch (Exception problem) when (problem is RedisException or TimeoutException)
        {
            // That Redis is away is told by the heartbeat; a number from before would be no news of now.
            CircuitLog.PausedUnknown(logger, RedisErrors.Summarize(problem));
            Interlocked.Exchange(ref _count, -1);
        }
    }

    private static double Score(DateTimeOffset at) => at.ToUnixTimeSeconds();
}
