using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.StackExchangeRedis;
using StackExchange.Redis;

namespace Microsoft.Extensions.DependencyInjection;

public static class StackExchangeRedisDependencyInjectionExtensions
{
    /// <summary>Sends what every hub of this process sends to its clients on other servers too, through the Redis server of this machine.</summary>
    /// <remarks>Every hub includes Blazor's own. To leave that out, register <see cref="RedisHubLifetimeManager{THub}"/> for single hubs instead.</remarks>
    public static ISignalRServerBuilder AddStackExchangeRedis(this ISignalRServerBuilder signalrBuilder) => signalrBuilder.AddStackExchangeRedis(_ => { });

    /// <inheritdoc cref="AddStackExchangeRedis(ISignalRServerBuilder)"/>
    /// <param name="redisConnectionString">The server and its options, comma-separated.</param>
    public static ISignalRServerBuilder AddStackExchangeRedis(this ISignalRServerBuilder signalrBuilder, string redisConnectionString) =>
        signalrBuilder.AddStackExchangeRedis(redisConnectionString, _ => { });

    /// <inheritdoc cref="AddStackExchangeRedis(ISignalRServerBuilder)"/>
    /// <param name="configure">Sets the options.</param>
    public static ISignalRServerBuilder AddStackExchangeRedis(this ISignalRServerBuilder signalrBuilder, Action<RedisOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(signalrBuilder);
        signalrBuilder.Services.Configure(configure);
        signalrBuilder.Services.AddSingleton(typeof(HubLifetimeManager<>), typeof(RedisHubLifetimeManager<>));
        return signalrBuilder;
    }

    /// <inheritdoc cref="AddStackExchangeRedis(ISignalRServerBuilder)"/>
    /// <param name="redisConnectionString">The server and its options, comma-separated.</param>
    /// <param name="configure">Changes the options after they are read from the connection string.</param>
    public static ISignalRServerBuilder AddStackExchangeRedis(
        this ISignalRServerBuilder signalrBuilder, string redisConnectionString, Action<RedisOptions> configure) => signalrBuilder.AddStackExchangeRedis(options =>
        {
            options.Configuration = ConfigurationOptions.Parse(redisConnectionString);
            configure(options);
        });
}
