using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace Embedded.Redis;

/// <summary>Healthy while the server answers a ping.</summary>
internal sealed class RedisHealthCheck(IServiceProvider services) : IHealthCheck
{
    private const string Name = "StackExchange.Redis";

    /// <summary>Two checks of one name make every health request fail, so a second client shares the first one's check.</summary>
    public static void AddOnce(IHostApplicationBuilder builder)
    {
        if (builder.Properties.TryAdd($"HealthCheck:{Name}", Name))
        {
            builder.Services.AddHealthChecks()
                .Add(new HealthCheckRegistration(Name, services => new RedisHealthCheck(services), failureStatus: null, tags: null));
        }
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var redis = services.GetRequiredService<IConnectionMultiplexer>();
            var limit = TimeSpan.FromMilliseconds(redis.TimeoutMilliseconds);
            // This client puts no limit of its own on asynchronous calls: a frozen server would never answer.
            await redis.GetDatabase().PingAsync().WaitAsync(limit, TimeProvider.System, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "Redis does not answer.", exception);
        }
    }
}
