using Aspire.StackExchange.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace Embedded.Tests.Redis;

/// <summary>A host with one Redis client named "cache".</summary>
internal sealed class RedisApp : IDisposable
{
    public const string ConnectionName = "cache";

    private readonly IHost _host;

    private RedisApp(IHost host) => _host = host;

    public IConnectionMultiplexer Redis => _host.Services.GetRequiredService<IConnectionMultiplexer>();

    public static HostApplicationBuilder CreateBuilder(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value));
        builder.Services.AddLogging();
        return builder;
    }

    public static RedisApp Create(
        string connectionString, Action<StackExchangeRedisSettings>? configureSettings = null, Action<ConfigurationOptions>? configureOptions = null)
    {
        var builder = CreateBuilder(($"ConnectionStrings:{ConnectionName}", connectionString));
        builder.AddRedisClient(ConnectionName, configureSettings, configureOptions);
        return new RedisApp(builder.Build());
    }

    public Task StartAsync() => _host.StartAsync();

    public Task<HealthReport> CheckHealthAsync() => _host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

    public void Dispose() => _host.Dispose();
}
