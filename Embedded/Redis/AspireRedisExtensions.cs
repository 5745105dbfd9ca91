using Aspire.StackExchange.Redis;
using Embedded.Redis;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

public static class AspireRedisExtensions
{
    /// <summary>Registers a singleton <see cref="IConnectionMultiplexer"/> and its health check for the connection string <c>ConnectionStrings:{connectionName}</c>.</summary>
    /// <param name="builder">The application to add to.</param>
    /// <param name="connectionName">The name of the connection string, and of the settings section under <c>Aspire:StackExchange:Redis</c>.</param>
    /// <param name="configureSettings">Changes the settings after they are read from the configuration.</param>
    /// <param name="configureOptions">Changes the client's options after they are read from the connection string and the configuration.</param>
    /// <exception cref="ArgumentException">The connection name is empty.</exception>
    /// <remarks>A missing connection string throws when the client is first asked for, not here.</remarks>
    public static void AddRedisClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);

        var configuration = new RedisClientConfiguration(builder.Configuration, connectionName);
        var settings = configuration.ReadSettings();
        configureSettings?.Invoke(settings);

        builder.Services.AddSingleton<IConnectionMultiplexer>(services =>
            RedisConnection.Open(configuration.ReadOptions(settings, configureOptions), services));

        if (!settings.DisableAutoActivation)
        {
            builder.Services.AddHostedService<ConnectAtStart>();
        }

        if (!settings.DisableHealthChecks)
        {
            RedisHealthCheck.AddOnce(builder);
        }
    }
}
