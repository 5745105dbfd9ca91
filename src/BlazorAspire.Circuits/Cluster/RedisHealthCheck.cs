using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace BlazorAspire.Circuits.Cluster;

internal sealed class RedisHealthCheck(Func<IDatabase> database, EvictionWatch eviction, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await database().PingAsync().WaitAsync(Limit, time, cancellationToken);
            return eviction.Policy is { } policy
                ? HealthCheckResult.Degraded($"Redis drops keys when its memory is full: maxmemory-policy is '{policy}'. Set it to noeviction.")
                : HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "Redis does not answer.");
        }
    }
}
