using StackExchange.Redis;

namespace BlazorAspire.Circuits.Cluster;

/// <summary>Whether Redis may drop keys when its memory is full: users' state would go first, and the keys that open it. A service that does not tell is trusted.</summary>
internal sealed class EvictionWatch(Func<IDatabase> database, TimeProvider time, ILogger<EvictionWatch> logger) : BackgroundService
{
    private const string PolicyField = "maxmemory_policy:";
    private const string Safe = "noeviction";
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);
    private volatile string? _policy;

    /// <summary>Null where nothing is dropped, or Redis does not tell.</summary>
    public string? Policy => _policy;

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
            var answer = (string?)await database().ExecuteAsync("INFO", "memory").WaitAsync(Limit, time, cancellationToken) ?? "";
            var policy = Array.Find(answer.Split('\n'), line => line.StartsWith(PolicyField, StringComparison.Ordinal))?[PolicyField.Length..].Trim();
            policy = policy == Safe ? null : policy;
            if (policy is not null && policy != _policy)
            {
                ClusterLog.RedisEvicts(logger, policy);
            }

            _policy = policy;
        }
        catch (Exception problem) when (problem is RedisException or TimeoutException)
        {
            // That Redis is away is told by the heartbeat.
            ClusterLog.PolicyUnknown(logger, RedisErrors.Summarize(problem));
        }
    }
}
