using Aspire.StackExchange.Redis;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using StackExchange.Redis;
using StackExchange.Redis.KeyspaceIsolation;

namespace BlazorAspire.Circuits.Cluster;

internal static class ClusterServices
{
    public const string ConnectionName = "redis";

    private const int ReconnectMilliseconds = 500;

    /// <summary>False where this replica runs by itself, without an AppHost.</summary>
    public static bool HasRedis(this IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration.GetConnectionString(ConnectionName));

    /// <summary>False where topics stay within this replica. It decides what is registered; a wrong value is told when the app is built.</summary>
    public static bool HasBackplane(this IConfiguration configuration) => configuration.HasRedis() && !configuration.Backplane().IsNone;

    /// <summary>True where clients of all hubs, Blazor's own included, connect to Azure SignalR Service and not to this replica.</summary>
    public static bool HasSignalRService(this IConfiguration configuration) => configuration.Backplane().IsAzureSignalR;

    private static BackplaneOptions Backplane(this IConfiguration configuration) => configuration.GetSection(BackplaneOptions.Section).Get<BackplaneOptions>() ?? new();

    /// <summary>Tries at each of the client's heartbeats, a second apart: a replica that has its Redis back last may get the others' users.</summary>
    private static void ReconnectSoon(ConfigurationOptions options) => options.ReconnectRetryPolicy = new LinearRetry(ReconnectMilliseconds);

    /// <summary>The app has a health check of its own.</summary>
    private static void Configure(StackExchangeRedisSettings settings) => settings.DisableHealthChecks = true;

    /// <summary>What the app keeps in <see cref="IDistributedCache"/>, such as its sessions, is on all replicas. Memory is no choice for that: it is what is registered for want of another.</summary>
    private static void AddSharedCache(this IServiceCollection services, string prefix)
    {
        var own = services.LastOrDefault(service => service.ServiceType == typeof(IDistributedCache) && !service.IsKeyedService);
        if (own is null || own.ImplementationType == typeof(MemoryDistributedCache))
        {
            services.AddStackExchangeRedisCache(options => options.InstanceName = $"{prefix}cache:");
            services.AddOptions<RedisCacheOptions>().Configure<IServiceProvider>((options, provider) =>
                options.ConnectionMultiplexerFactory = () => Task.FromResult(provider.GetRequiredService<IConnectionMultiplexer>()));
        }
    }

    /// <summary>The directory of replicas in Redis. Redis away is Degraded, never Unhealthy: it must not take replicas out of rotation.</summary>
    public static void AddCluster(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<BackplaneOptions>(BackplaneOptions.Section, BackplaneOptions.FindProblem);
        builder.Services.AddSingleton<HeartbeatSources>();
        builder.Services.AddSingleton<ClusterDirectory>();
        builder.Services.AddSingleton<HeartbeatService>();
        builder.Services.AddHostedService(services => services.GetRequiredService<HeartbeatService>());
        if (!builder.Configuration.HasRedis())
        {
            builder.Services.AddSingleton<IClusterStore, LocalClusterStore>();
            return;
        }

        builder.Services.AddSettings<RedisNames>(RedisNames.Section, RedisNames.FindProblem);
        var prefix = (builder.Configuration.GetSection(RedisNames.Section).Get<RedisNames>() ?? new()).KeyPrefix;
        builder.AddRedisClient(ConnectionName, Configure, options =>
        {
            ReconnectSoon(options);
            options.ChannelPrefix = RedisChannel.Literal(prefix);
        });
        builder.Services.AddSharedCache(prefix);
        builder.Services.AddSingleton<Func<IDatabase>>(services => () => services.GetRequiredService<IConnectionMultiplexer>().GetDatabase().WithKeyPrefix(prefix));
        builder.Services.AddSingleton<RedisMemory>();
        builder.Services.AddSingleton<IClusterStore, RedisClusterStore>();
        builder.Services.AddSingleton<EvictionWatch>();
        builder.Services.AddHostedService(services => services.GetRequiredService<EvictionWatch>());
        builder.Services.AddHealthChecks().AddCheck<RedisHealthCheck>("redis", Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Degraded);
    }
}
