using System.Reflection;
using Embedded.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Embedded.Tests.Redis;

public sealed class RedisHealthCheckTests
{
    [Fact]
    public async Task CheckHealthAsync_ServerIsFrozen_IsUnhealthy()
    {
        await using var services = Services(FrozenRedis.Create<IConnectionMultiplexer>());

        var result = await new RedisHealthCheck(services).CheckHealthAsync(Context(HealthStatus.Unhealthy));

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.IsType<TimeoutException>(result.Exception);
    }

    [Fact]
    public async Task CheckHealthAsync_RegisteredAsDegraded_ReportsDegraded()
    {
        await using var services = Services(FrozenRedis.Create<IConnectionMultiplexer>());

        var result = await new RedisHealthCheck(services).CheckHealthAsync(Context(HealthStatus.Degraded));

        Assert.Equal(HealthStatus.Degraded, result.Status);
    }

    [Fact]
    public async Task CheckHealthAsync_CallerGivesUp_IsCancelled()
    {
        await using var services = Services(FrozenRedis.Create<IConnectionMultiplexer>());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new RedisHealthCheck(services).CheckHealthAsync(Context(HealthStatus.Unhealthy), new CancellationToken(canceled: true)));
    }

    private static ServiceProvider Services(IConnectionMultiplexer redis) => new ServiceCollection().AddSingleton(redis).BuildServiceProvider();

    private static HealthCheckContext Context(HealthStatus failureStatus) => new()
    {
        Registration = new HealthCheckRegistration("redis", _ => throw new InvalidOperationException("Not created by the test."), failureStatus, tags: null),
    };

    /// <summary>A connection to a server that takes commands and never answers.</summary>
    private class FrozenRedis : DispatchProxy
    {
        public static T Create<T>() => Create<T, FrozenRedis>();

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            "get_TimeoutMilliseconds" => 1,
            nameof(IConnectionMultiplexer.GetDatabase) => Create<IDatabase>(),
            nameof(IDatabase.PingAsync) => new TaskCompletionSource<TimeSpan>().Task,
            _ => throw new NotSupportedException($"'{targetMethod.Name}' is not part of this test."),
        };
    }
}
