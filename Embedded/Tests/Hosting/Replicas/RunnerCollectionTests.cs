using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Health;
using Embedded.Hosting.Processes;

namespace Embedded.Tests.Hosting.Replicas;

public class RunnerCollectionTests
{
    private readonly FakeProbe _redisProbe = new();
    private readonly FakeResource _redis;
    private readonly FakeResource _webapp;
    private readonly FakeResource _gateway;
    private readonly EngineHarness _engine;

    public RunnerCollectionTests()
    {
        _redis = new FakeResource("redis").Probed(_redisProbe);
        _webapp = new FakeResource("webapp").WaitsFor(_redis);
        _gateway = new FakeResource("gateway").WaitsFor(_webapp);
        _engine = new EngineHarness(_redis, _webapp, _gateway);
    }

    [Fact]
    public async Task StartAll_DependencyNotHealthyYet_TheOthersWait()
    {
        _redisProbe.Problem = "loading";
        _engine.Runners.StartAll();
        await _engine.StateAsync(_webapp, KnownResourceStates.Waiting);
        Assert.Equal("redis", (await _engine.Launcher.NextAsync()).Spec.FileName);
        await _engine.Time.WaitForTimerAsync(HealthWatcher.WhileStarting);
        Assert.False(_engine.Launcher.HasStartedMore);

        _redisProbe.Problem = null;
        _engine.Time.Advance(HealthWatcher.WhileStarting);

        await _engine.HealthyAsync(_gateway);
        Assert.Equal("webapp", (await _engine.Launcher.NextAsync()).Spec.FileName);
        Assert.Equal("gateway", (await _engine.Launcher.NextAsync()).Spec.FileName);
    }

    [Fact]
    public async Task StartAll_DependencyStopped_WhoWaitsFailsAndNamesIt()
    {
        _redisProbe.Problem = "loading";
        _engine.Runners.StartAll();
        await _engine.StateAsync(_webapp, KnownResourceStates.Waiting);
        await _engine.StateAsync(_redis, KnownResourceStates.Running);

        await _engine.Commands.ExecuteCommandAsync("redis", KnownResourceCommands.StopCommand, Limit.Token());

        var state = await _engine.StateAsync(_webapp, KnownResourceStates.FailedToStart);
        Assert.Equal("Resource 'webapp' was not started, because it waits for 'redis', which did not become healthy.", state.Problem);
    }

    [Fact]
    public async Task StartAll_DependencyNeverHealthy_IsTheOneThatIsBlamed()
    {
        _redisProbe.Problem = "loading";
        var front = new FakeResource("front").Probed(new FakeProbe { Problem = "no redis" });
        front.Annotations.Add(new DependencyAnnotation(_redis, Waits: false));
        var engine = new EngineHarness(front, _redis);
        engine.Runners.StartAll();
        await engine.StateAsync(front, KnownResourceStates.Running);
        await engine.StateAsync(_redis, KnownResourceStates.Running);
        await engine.Time.WaitForTimerAsync(EngineHarness.StartTimeout);

        engine.Time.Advance(EngineHarness.StartTimeout);

        await engine.StateAsync(_redis, KnownResourceStates.FailedToStart);
        Assert.True(engine.Notifications.Current(front).IsIn(KnownResourceStates.Running));
        await engine.Runners.StopAllAsync(Limit.Token());
    }

    [Fact]
    public async Task StopAllAsync_Chain_StopsWhoDependsFirst()
    {
        _engine.Launcher.Create = id => new FakeProcess(id) { Obeys = [] };
        _engine.Runners.StartAll();
        await _engine.HealthyAsync(_gateway);
        var redis = (await _engine.Launcher.NextAsync()).Process;
        var webapp = (await _engine.Launcher.NextAsync()).Process;
        var gateway = (await _engine.Launcher.NextAsync()).Process;

        var stop = _engine.Runners.StopAllAsync(Limit.Token());
        await gateway.Terminated.WaitAsync(Limit.Token());
        Assert.Empty(webapp.Signals);
        gateway.End(0);
        await webapp.Terminated.WaitAsync(Limit.Token());
        Assert.Empty(redis.Signals);
        webapp.End(0);
        await redis.Terminated.WaitAsync(Limit.Token());
        redis.End(0);

        await stop;
    }

    [Fact]
    public async Task StopAllAsync_OneCannotBeStopped_TheOthersAreStoppedAndItIsTold()
    {
        _engine.Launcher.Create = id => new FakeProcess(id) { Obeys = id == 3 ? [] : [ProcessSignal.Terminate] };
        _engine.Runners.StartAll();
        await _engine.HealthyAsync(_gateway);
        var redis = (await _engine.Launcher.NextAsync()).Process;

        var stop = _engine.Runners.StopAllAsync(Limit.Token());
        await _engine.Time.WaitForTimerAsync(EngineHarness.StopTimeout);
        _engine.Time.Advance(EngineHarness.StopTimeout);
        await _engine.Time.WaitForTimerAsync(TimeSpan.FromSeconds(5));
        _engine.Time.Advance(TimeSpan.FromSeconds(5));

        var problem = await Assert.ThrowsAsync<Aspire.Hosting.DistributedApplicationException>(() => stop);
        Assert.Contains("'gateway'", problem.Message, StringComparison.Ordinal);
        Assert.Equal([ProcessSignal.Terminate], redis.Signals);
    }
}
