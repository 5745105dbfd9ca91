using BlazorAspire.Gateway.Health;
using BlazorAspire.Gateway.Replicas;
using BlazorAspire.Tests.WebApp.Cluster;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorAspire.Tests.Gateway.Health;

/// <summary>What the gateway takes a replica for, from what it finds at its health address.</summary>
public sealed class ProbeTests
{
    [Theory]
    [InlineData(StatusCodes.Status200OK, ReplicaState.Ready)]
    [InlineData(StatusCodes.Status204NoContent, ReplicaState.NotReady)]
    [InlineData(StatusCodes.Status302Found, ReplicaState.NotReady)]
    [InlineData(StatusCodes.Status503ServiceUnavailable, ReplicaState.NotReady)]
    internal async Task Probe_Answer_DecidesState(int status, ReplicaState expected)
    {
        await using var replica = await FakeReplica.StartAsync("webapp-1");
        replica.HealthStatus = status;

        Assert.Equal(expected, await FirstStateAsync(replica));
    }

    [Theory]
    [InlineData(503, "draining", ReplicaState.Draining)]
    [InlineData(503, " FULL ", ReplicaState.Full)]
    [InlineData(503, "asleep", ReplicaState.NotReady)]
    [InlineData(503, "", ReplicaState.NotReady)]
    [InlineData(200, "full", ReplicaState.Full)]
    [InlineData(200, "asleep", ReplicaState.Ready)]
    internal async Task Probe_DeclaredState_GoesBeforeTheStatus(int status, string declared, ReplicaState expected)
    {
        await using var replica = await FakeReplica.StartAsync("webapp-1");
        replica.Declare(declared);
        replica.HealthStatus = status;

        Assert.Equal(expected, await FirstStateAsync(replica));
    }

    [Fact]
    public async Task Probe_WithAPort_AsksThere()
    {
        await using var management = await FakeReplica.StartAsync("webapp-1");
        management.Declare("draining");
        await using var replica = await FakeReplica.StartAsync("webapp-1");

        Assert.Equal(ReplicaState.Draining, await FirstStateAsync(replica, $"--Gateway:Health:Port={new Uri(management.Address).Port}"));
    }

    [Fact]
    public async Task Probe_NothingListens_IsDead()
    {
        await using var replica = await FakeReplica.StartAsync("webapp-1");
        await replica.KillAsync();

        Assert.Equal(ReplicaState.Dead, await FirstStateAsync(replica, "--Gateway:Health:DeadAfter=1"));
    }

    [Fact]
    public async Task Probe_NoAnswerInTime_IsNotReadyAfterSoMany()
    {
        await using var replica = await FakeReplica.StartAsync("webapp-1");
        await using var gateway = await GatewayHost.StartAsync([replica], null, "--Gateway:Health:Timeout=00:00:00.2", "--Gateway:Health:LateAfter=2");
        replica.HealthHandler = context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);

        await gateway.ProbeAsync();
        Assert.Equal(ReplicaState.Ready, gateway.Replica("webapp-1").State);

        await gateway.ProbeAsync();
        Assert.Equal(ReplicaState.NotReady, gateway.Replica("webapp-1").State);
    }

    [Fact]
    public async Task Probe_EachInterval_AsksAgain()
    {
        await using var replica = await FakeReplica.StartAsync("webapp-1");
        replica.HealthStatus = StatusCodes.Status503ServiceUnavailable;
        var asked = new SemaphoreSlim(0);
        replica.HealthHandler = _ =>
        {
            asked.Release();
            return Task.CompletedTask;
        };
        await using var gateway = await GatewayHost.StartAsync([replica], null, "--Gateway:Health:Interval=00:00:00.05");

        for (var i = 0; i < 5; i++)
        {
            await asked.WaitAsync();
        }
    }

    [Fact]
    public async Task Probe_NoSuchAddress_IsToldOnceAndAgainWhenItWasThereMeanwhile()
    {
        await using var replica = await FakeReplica.StartAsync("webapp-1");
        var log = new LogLines<ReplicaStatePolicy>();
        await using var gateway = await GatewayHost.StartAsync([replica], builder => builder.Services.AddSingleton<ILogger<ReplicaStatePolicy>>(log));

        foreach (var status in (int[])[404, 404, 200, 404])
        {
            replica.HealthStatus = status;
            await gateway.ProbeAsync();
            Assert.Equal(status == 200 ? ReplicaState.Ready : ReplicaState.NotReady, gateway.Replica("webapp-1").State);
        }

        Assert.Equal(2, log.Lines.Count);
        Assert.All(log.Lines, line => Assert.StartsWith("Warning: Replica 'webapp-1' has no '/health' (404), so it gets no users. Set 'Gateway:Health:Port' to its 'Management:Port'", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Probe_ThatIsRefused_TellsTheStatusOnce()
    {
        await using var replica = await FakeReplica.StartAsync("webapp-1");
        var log = new LogLines<ReplicaStatePolicy>();
        replica.HealthStatus = 400;
        await using var gateway = await GatewayHost.StartAsync([replica], builder => builder.Services.AddSingleton<ILogger<ReplicaStatePolicy>>(log));

        foreach (var status in (int[])[400, 503, 503])
        {
            replica.HealthStatus = status;
            await gateway.ProbeAsync();
        }

        Assert.Equal(
            ["Information: Replica 'webapp-1' answers '/health' with 400, so it gets no users.", "Information: Replica 'webapp-1' answers '/health' with 503, so it gets no users."],
            log.Lines);
    }

    /// <summary>What the gateway knows when it begins to listen.</summary>
    private static async Task<ReplicaState> FirstStateAsync(FakeReplica replica, params string[] settings)
    {
        await using var gateway = await GatewayHost.StartAsync([replica], null, settings);
        return gateway.Replica("webapp-1").State;
    }
}
