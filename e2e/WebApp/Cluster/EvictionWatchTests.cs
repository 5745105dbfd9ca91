using System.Reflection;
using BlazorAspire.Circuits.Cluster;
using BlazorAspire.Tests.Support;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace BlazorAspire.Tests.WebApp.Cluster;

public sealed class EvictionWatchTests
{
    private readonly LogLines<EvictionWatch> _log = new();

    [Theory]
    [InlineData("# Memory\r\nmaxmemory_policy:allkeys-lru\r\nmaxmemory:100", HealthStatus.Degraded)]
    [InlineData("maxmemory_policy:volatile-lru", HealthStatus.Degraded)]
    [InlineData("maxmemory_policy:noeviction\r\n", HealthStatus.Healthy)]
    [InlineData("# Memory\r\nused_memory:1", HealthStatus.Healthy)]
    [InlineData(null, HealthStatus.Healthy)]
    public async Task ReadAsync_OfAPolicy_WarnsOnceAndIsDegradedWhereItEvicts(string? answer, HealthStatus expected)
    {
        var database = InfoDatabase.Answering(answer);
        using var watch = new EvictionWatch(() => database, TimeProvider.System, _log);

        await watch.ReadAsync(CancellationToken.None);
        await watch.ReadAsync(CancellationToken.None);

        var health = await new RedisHealthCheck(() => database, watch, TimeProvider.System).CheckHealthAsync(new HealthCheckContext());
        Assert.Equal(expected, health.Status);
        var warnings = _log.Lines.Where(line => line.StartsWith("Warning", StringComparison.Ordinal)).ToList();
        Assert.Equal(expected == HealthStatus.Degraded ? 1 : 0, warnings.Count);
        Assert.All(warnings, line => Assert.Contains("Set it to noeviction", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReadAsync_OfAServerThatDoesNotTell_SaysNothing()
    {
        await using var redis = new OwnRedis();
        var database = await redis.DatabaseAsync();
        using var watch = new EvictionWatch(() => database, TimeProvider.System, _log);

        await watch.ReadAsync(CancellationToken.None);

        Assert.Null(watch.Policy);
        Assert.DoesNotContain(_log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    /// <summary>A Redis that answers INFO, or refuses it.</summary>
    public class InfoDatabase : DispatchProxy
    {
        private string? _answer;

        public static IDatabase Answering(string? answer)
        {
            var database = Create<IDatabase, InfoDatabase>();
            ((InfoDatabase)(object)database)._answer = answer;
            return database;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            nameof(IDatabase.PingAsync) => Task.FromResult(TimeSpan.Zero),
            nameof(IDatabase.ExecuteAsync) when _answer is null => Task.FromException<RedisResult>(new RedisServerException("NOPERM")),
            nameof(IDatabase.ExecuteAsync) => Task.FromResult(RedisResult.Create((RedisValue)_answer)),
            var other => throw new NotSupportedException(other),
        };
    }
}
