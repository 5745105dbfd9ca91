using StackExchange.Redis;

namespace BlazorAspire.WebApp.Cluster;

internal static class ClusterServices
{
    public const string ConnectionName = "redis";

    private const int ReconnectMilliseconds = 500;

    /// <summary>False where this replica runs by itself, without an AppHost.</summary>
    public static bool HasRedis(this IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration.GetConnectionString(ConnectionName));

    /// <summary>Tries at each of the client's heartbeats, a second apart: a replica that has its Redis back last may get the others' users.</summary>
    public static void ReconnectSoon(ConfigurationOptions options) => options.ReconnectRetryPolicy = new LinearRetry(ReconnectMilliseconds);

    /// <summary>The directory of replicas in Redis. Redis away is Degraded, never Unhealthy: it must not take replicas out of rotation.</summary>
    public static void AddCluster(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ClusterDirectory>();
        builder.Services.AddSingleton<HeartbeatService>();
        builder.Services.AddHostedService(services => services.GetRequiredService<HeartbeatService>());
        if (!builder.Configuration.HasRedis())
        {
            builder.Services.AddSingleton<IClusterStore, LocalClusterStore>();
            return;
        }

        builder.AddRedisClient(ConnectionName, settings => settings.DisableHealthChecks = true, ReconnectSoon);
        builder.Services.AddSingleton<Func<IDatabase>>(services => () => services.GetRequiredService<IConnectionMultiplexer>().GetDatabase());
        builder.Services.AddSingleton<IClusterStore, RedisClusterStore>();
        builder.Services.AddHealthChecks().AddCheck<RedisHealthCheck>("redis", Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Degraded);
    }
}
