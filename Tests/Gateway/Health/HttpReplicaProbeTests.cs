using BlazorAspire.Gateway.Health;
using BlazorAspire.Gateway.Replicas;
using BlazorAspire.Tests.Support;
using BlazorAspire.Tests.WebApp.Cluster;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Tests.Gateway.Health;

public sealed class HttpReplicaProbeTests
{
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(StatusCodes.Status200OK, ReplicaState.Ready)]
    [InlineData(StatusCodes.Status204NoContent, ReplicaState.NotReady)]
    [InlineData(StatusCodes.Status302Found, ReplicaState.NotReady)]
    [InlineData(StatusCodes.Status503ServiceUnavailable, ReplicaState.NotReady)]
    internal async Task ProbeAsync_Answer_DecidesState(int status, ReplicaState expected)
    {
        await using var replica = await FakeReplica.StartAsync("webapp-1");
        replica.HealthStatus = status;
        using var probe = New();

        Assert.Equal(expected, await probe.ProbeAsync(new Replica("webapp-1", new Uri(replica.Address)), CancellationToken.None));
    }

    [Theory]
    [InlineData(503, "draining", ReplicaState.Draining)]
    [InlineData(503, " FULL ", ReplicaState.Full)]
    [InlineData(503, "asleep", ReplicaState.NotReady)]
    [InlineData(503, "", ReplicaState.NotReady)]
    [InlineData(200, "full", ReplicaState.Full)]
    [InlineData(200, "asleep", ReplicaState.Ready)]
    internal async Task ProbeAsync_DeclaredState_GoesBeforeTheStatus(int status, string declared, ReplicaState expected)
    {
        await using var replica = await FakeReplica.StartAsync("webapp-1");
        replica.Declare(declared);
        replica.HealthStatus = status;
        using var probe = New();

        Assert.Equal(expected, await probe.ProbeAsync(new Replica("webapp-1", new Uri(replica.Address)), CancellationToken.None));
    }

    [Fact]
    public async Task ProbeAsync_WithAPort_AsksThere()
    {
        await using var management = await FakeReplica.StartAsync("webapp-1");
        management.Declare("draining");
        await using var replica = await FakeReplica.StartAsync("webapp-1");
        using var probe = New(new HealthOptions { Port = new Uri(management.Address).Port });

        Assert.Equal(ReplicaState.Draining, await probe.ProbeAsync(new Replica("webapp-1", new Uri(replica.Address)), CancellationToken.None));
    }

    [Fact]
    public async Task ProbeAsync_NothingListens_IsDead()
    {
        await using var replica = await FakeReplica.StartAsync("webapp-1");
        await replica.KillAsync();
        using var probe = New();

        Assert.Equal(ReplicaState.Dead, await probe.ProbeAsync(new Replica("webapp-1", new Uri(replica.Address)), CancellationToken.None));
    }

    [Fact]
    public async Task ProbeAsync_NoAnswerInTime_IsNotKnown()
    {
        await using var replica = await FakeReplica.StartAsync("webapp-1");
        var asked = new TaskCompletionSource();
        replica.HealthHandler = async context =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };
        using var probe = New();

        var answer = probe.ProbeAsync(new Replica("webapp-1", new Uri(replica.Address)), CancellationToken.None);
        await asked.Task;
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Null(await answer);
    }

    [Fact]
    public async Task ProbeAsync_NoSuchAddress_IsToldOnceAndAgainWhenItWasThereMeanwhile()
    {
        await using var fake = await FakeReplica.StartAsync("webapp-1");
        var log = new LogLines<HttpReplicaProbe>();
        using var probe = new HttpReplicaProbe(Options.Create(new HealthOptions()), _time, log);
        var replica = new Replica("webapp-1", new Uri(fake.Address));

        foreach (var status in (int[])[404, 404, 200, 404])
        {
            fake.HealthStatus = status;
            Assert.Equal(status == 200 ? ReplicaState.Ready : ReplicaState.NotReady, await probe.ProbeAsync(replica, CancellationToken.None));
        }

        Assert.Equal(2, log.Lines.Count);
        Assert.All(log.Lines, line => Assert.StartsWith("Warning: Replica 'webapp-1' has no '/health' (404), so it gets no users. Set 'Gateway:Health:Port' to its 'Management:Port'", line, StringComparison.Ordinal));
    }

    private HttpReplicaProbe New(HealthOptions? options = null) => new(Options.Create(options ?? new HealthOptions()), _time, NullLogger<HttpReplicaProbe>.Instance);
}
