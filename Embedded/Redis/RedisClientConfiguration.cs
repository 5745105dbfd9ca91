using Aspire.StackExchange.Redis;
using Microsoft.Extensions.Configuration;
using StackExchange.Redis;

namespace Embedded.Redis;

/// <summary>What the configuration says about one Redis connection.</summary>
internal sealed class RedisClientConfiguration(IConfiguration configuration, string connectionName)
{
    private const string SectionName = "Aspire:StackExchange:Redis";

    private readonly IConfigurationSection _common = configuration.GetSection(SectionName);
    private readonly IConfigurationSection _named = configuration.GetSection($"{SectionName}:{connectionName}");

    public StackExchangeRedisSettings ReadSettings()
    {
        var settings = new StackExchangeRedisSettings();
        _common.Bind(settings);
        _named.Bind(settings);
        settings.ConnectionString = configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        return settings;
    }

    public ConfigurationOptions ReadOptions(StackExchangeRedisSettings settings, Action<ConfigurationOptions>? configure)
    {
        // Stands first so that a connection string that says abortConnect itself has the last word.
        var options = ConfigurationOptions.Parse($"abortConnect=false,{settings.ConnectionString}");
        _common.GetSection("ConfigurationOptions").Bind(options);
        _named.GetSection("ConfigurationOptions").Bind(options);
        configure?.Invoke(options);

        return options.EndPoints.Count > 0 ? options : throw new InvalidOperationException(
            $"Redis connection '{connectionName}' has no endpoint. Set 'ConnectionStrings:{connectionName}' or '{SectionName}:ConnectionString', for example to 'localhost:6379'.");
    }
}
