using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Embedded.Tests.Redis;

[Collection(GarnetCollection.Name)]
public sealed class AddRedisClientTests(GarnetServer server)
{
    [Fact]
    public async Task Client_ServerIsUp_ReadsWhatItWrote()
    {
        using var app = RedisApp.Create(server.ConnectionString);

        await app.Redis.GetDatabase().StringSetAsync("AddRedisClientTests", "written");

        Assert.Equal("written", (string?)await app.Redis.GetDatabase().StringGetAsync("AddRedisClientTests"));
    }

    [Fact]
    public async Task Client_PublishAndSubscribe_DeliversTheMessage()
    {
        using var app = RedisApp.Create(server.ConnectionString);
        using var other = RedisApp.Create(server.ConnectionString);
        var channel = new RedisChannel("AddRedisClientTests", RedisChannel.PatternMode.Literal);
        var delivered = new TaskCompletionSource<string?>();
        await app.Redis.GetSubscriber().SubscribeAsync(channel, (_, message) => delivered.TrySetResult(message));

        await other.Redis.GetSubscriber().PublishAsync(channel, "hello");

        Assert.Equal("hello", await delivered.Task);
    }

    [Fact]
    public void Client_AskedForTwice_IsTheSame()
    {
        using var app = RedisApp.Create(server.ConnectionString);

        Assert.Same(app.Redis, app.Redis);
    }

    [Fact]
    public async Task Health_ServerIsUp_IsHealthy()
    {
        using var app = RedisApp.Create(server.ConnectionString);

        var report = await app.CheckHealthAsync();

        Assert.Equal(HealthStatus.Healthy, report.Entries["StackExchange.Redis"].Status);
    }

    [Fact]
    public async Task Health_WrongPassword_IsUnhealthy()
    {
        using var app = RedisApp.Create($"{server.ConnectionString}-and-more");

        var report = await app.CheckHealthAsync();

        Assert.Equal(HealthStatus.Unhealthy, report.Entries["StackExchange.Redis"].Status);
    }

    [Fact]
    public async Task Host_AutoActivation_ConnectsWhileItStarts()
    {
        var connected = false;
        using var app = RedisApp.Create(
            server.ConnectionString, settings => settings.DisableAutoActivation = false, _ => connected = true);

        await app.StartAsync();

        Assert.True(connected);
    }

    [Fact]
    public async Task Host_NoAutoActivation_DoesNotConnectWhileItStarts()
    {
        var connected = false;
        using var app = RedisApp.Create(server.ConnectionString, configureOptions: _ => connected = true);

        await app.StartAsync();

        Assert.False(connected);
    }

    [Fact]
    public void HealthChecks_TwoClients_HaveOneCheck()
    {
        var builder = RedisApp.CreateBuilder();

        builder.AddRedisClient("cache");
        builder.AddRedisClient("queue");

        Assert.Single(Registrations(builder));
    }

    [Fact]
    public void HealthChecks_Disabled_AreNotAdded()
    {
        var builder = RedisApp.CreateBuilder();

        builder.AddRedisClient("cache", settings => settings.DisableHealthChecks = true);

        Assert.Empty(Registrations(builder));
    }

    [Fact]
    public void AddRedisClient_NoConnectionString_ThrowsWhenTheClientIsFirstNeeded()
    {
        var builder = RedisApp.CreateBuilder();
        builder.AddRedisClient("cache");
        using var host = builder.Build();

        var exception = Assert.Throws<InvalidOperationException>(() => host.Services.GetRequiredService<IConnectionMultiplexer>());

        Assert.Contains("'ConnectionStrings:cache'", exception.Message, StringComparison.Ordinal);
    }

    private static ICollection<HealthCheckRegistration> Registrations(HostApplicationBuilder builder)
    {
        using var services = builder.Services.BuildServiceProvider();
        return services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations;
    }
}
