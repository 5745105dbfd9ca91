using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using BlazorAspire.Hosting;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.AppHost;

/// <summary>A Redis that this app does not start.</summary>
public sealed class ExternalRedisTests(ITestOutputHelper output)
{
    [Fact]
    public async Task App_WithAConnectionString_StartsNoRedisAndKeepsItsStateThere()
    {
        await using var elsewhere = await StartRedisAloneAsync();
        var connectionString = await elsewhere.GetConnectionStringAsync("redis");

        await using var app = await RunningApp.StartAsync("--replicas", "1", $"--ConnectionStrings:redis={connectionString}");

        await app.TestAsync(output, async limit =>
        {
            Assert.DoesNotContain("redis", app.ResourceNames);
            await using var redis = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(connectionString!);
            var cookies = await RunningApp.VisitAsync(app.Address, "/counter", limit);
            Assert.NotEmpty(cookies.GetAllCookies());
            var keys = redis.GetServer(redis.GetEndPoints()[0]).Keys().ToArray();
            Assert.NotEmpty(keys);
            // Another app may be there too.
            Assert.All(keys, key => Assert.StartsWith("Evergreen:", (string?)key, StringComparison.Ordinal));
        });
    }

    private static async Task<DistributedApplication> StartRedisAloneAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(["--port", "0"]);
        foreach (var other in builder.Resources.Where(resource => resource is not (GarnetResource or ParameterResource)).ToArray())
        {
            builder.Resources.Remove(other);
        }

        var app = await builder.BuildAsync();
        await app.StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("redis");
        return app;
    }
}
