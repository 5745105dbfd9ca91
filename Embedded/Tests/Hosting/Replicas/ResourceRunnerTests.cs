using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Health;
using Embedded.Hosting.Processes;
using Embedded.Hosting.Replicas;

namespace Embedded.Tests.Hosting.Replicas;

public class ResourceRunnerTests
{
    private readonly FakeProbe _probe = new();
    private readonly FakeResource _webapp;
    private readonly EngineHarness _engine;

    public ResourceRunnerTests()
    {
        _webapp = new FakeResource("webapp").Probed(_probe);
        _engine = new EngineHarness(_webapp);
    }

    private ResourceRunner Runner => _engine.Runners.Find("webapp")!;

    [Fact]
    public async Task TryStart_ProbeAnswers_BecomesHealthy()
    {
        Assert.True(Runner.TryStart());

        var state = await _engine.HealthyAsync(_webapp);

        Assert.Equal(1, state.ProcessId);
        Assert.True(_engine.Guard.Guarded.ContainsKey(1));
        Assert.False(Runner.TryStart());
    }

    [Fact]
    public async Task TryStart_ProbeFailsThenAnswers_BecomesHealthyAtTheNextQuestion()
    {
        _probe.Problem = "not yet";
        Runner.TryStart();
        await _engine.Time.WaitForTimerAsync(HealthWatcher.WhileStarting);
        Assert.False(_engine.Notifications.Current(_webapp).IsHealthy);

        _probe.Problem = null;
        _engine.Time.Advance(HealthWatcher.WhileStarting);

        await _engine.HealthyAsync(_webapp);
    }

    [Fact]
    public async Task Running_ProbeTurnsBad_IsUnhealthyButKeepsItsProcess()
    {
        Runner.TryStart();
        await _engine.HealthyAsync(_webapp);
        await _engine.Time.WaitForTimerAsync(HealthWatcher.WhileHealthy);

        _probe.Problem = "broken";
        _engine.Time.Advance(HealthWatcher.WhileHealthy);

        var change = await _engine.Notifications.WaitForResourceAsync("webapp", e => e.Snapshot.Problem == "broken", Limit.Token());
        Assert.True(change.Snapshot.IsIn(KnownResourceStates.Running));
        Assert.Equal(1, change.Snapshot.ProcessId);
    }

    [Fact]
    public async Task Running_ProcessCrashes_IsStartedAgainAfterTheDelayAndCounted()
    {
        Runner.TryStart();
        var first = await _engine.Launcher.NextAsync();
        await _engine.HealthyAsync(_webapp);

        first.Process.End(137);
        var crashed = await _engine.StateAsync(_webapp, KnownResourceStates.Exited);
        await _engine.Time.WaitForTimerAsync(d => d >= RestartPolicy.FirstDelay / 2 && d <= RestartPolicy.FirstDelay);
        Assert.False(_engine.Launcher.HasStartedMore);
        _engine.Time.Advance(RestartPolicy.FirstDelay);

        await _engine.Launcher.NextAsync();
        var state = await _engine.HealthyAsync(_webapp);
        Assert.Equal(137, crashed.ExitCode);
        Assert.Equal(1, state.Restarts);
        Assert.Equal(2, state.ProcessId);
        Assert.False(_engine.Guard.Guarded.ContainsKey(1));
    }

    [Fact]
    public async Task TryStart_ProcessDiesThreeTimes_FailsAndQuotesItsLastLines()
    {
        _probe.Problem = "no connection";
        Runner.TryStart();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var started = await _engine.Launcher.NextAsync();
            await _engine.StateAsync(_webapp, KnownResourceStates.Running);
            started.WriteLine("cannot bind", true);
            started.Process.End(134);
            if (attempt < 3)
            {
                await WaitForRestartDelayAsync(attempt);
                _engine.Time.Advance(RestartPolicy.LongestDelay);
            }
        }

        var state = await _engine.StateAsync(_webapp, KnownResourceStates.FailedToStart);

        Assert.StartsWith("Resource 'webapp' failed to start 3 times: its process ended with exit code 134. See its log for the cause.", state.Problem, StringComparison.Ordinal);
        Assert.Contains("cannot bind", state.Problem, StringComparison.Ordinal);
        Assert.Null(state.ProcessId);
    }

    [Fact]
    public async Task TryStart_NeverHealthy_IsStoppedAtTheLimitAndSaysWhatTheProbeSaid()
    {
        _probe.Problem = "it answered 503";
        Runner.TryStart();
        var started = await _engine.Launcher.NextAsync();
        await _engine.Time.WaitForTimerAsync(EngineHarness.StartTimeout);
        _engine.Time.Advance(EngineHarness.StartTimeout);

        var state = await _engine.StateAsync(_webapp, KnownResourceStates.FailedToStart);

        Assert.Equal("Resource 'webapp' did not become healthy in 60 s: it answered 503. See its log for the cause, or raise AppHost:StartTimeout. It wrote nothing.", state.Problem);
        Assert.Equal([ProcessSignal.Terminate], started.Process.Signals);
        Assert.False(_engine.Launcher.HasStartedMore);
    }

    [Fact]
    public async Task StopAsync_Running_StopsTheProcessAndDoesNotRestartIt()
    {
        Runner.TryStart();
        var started = await _engine.Launcher.NextAsync();
        await _engine.HealthyAsync(_webapp);

        Assert.True(await Runner.StopAsync(Limit.Token()));

        Assert.Equal([ProcessSignal.Terminate], started.Process.Signals);
        Assert.True(_engine.Notifications.Current(_webapp).IsIn(KnownResourceStates.Finished));
        Assert.False(await Runner.StopAsync(Limit.Token()));
        Assert.Empty(_engine.Guard.Guarded);
    }

    [Fact]
    public async Task StopAsync_WhileWaitingToRestart_EndsTheWait()
    {
        Runner.TryStart();
        (await _engine.Launcher.NextAsync()).Process.End(1);
        await _engine.StateAsync(_webapp, KnownResourceStates.Exited);

        await Runner.StopAsync(Limit.Token());

        Assert.True(_engine.Notifications.Current(_webapp).IsIn(KnownResourceStates.Finished));
        Assert.False(_engine.Launcher.HasStartedMore);
    }

    [Fact]
    public async Task StopAsync_ProcessSurvivesTheKill_FailsWithItsId()
    {
        _engine.Launcher.Create = id => new FakeProcess(id) { Obeys = [] };
        Runner.TryStart();
        await _engine.HealthyAsync(_webapp);

        var stop = Runner.StopAsync(Limit.Token());
        await _engine.Time.WaitForTimerAsync(EngineHarness.StopTimeout);
        _engine.Time.Advance(EngineHarness.StopTimeout);
        await _engine.Time.WaitForTimerAsync(TimeSpan.FromSeconds(5));
        _engine.Time.Advance(TimeSpan.FromSeconds(5));

        var problem = await Assert.ThrowsAsync<Aspire.Hosting.DistributedApplicationException>(() => stop);
        Assert.Equal("Process 1 of resource 'webapp' is still there after a kill. End it by hand.", problem.Message);
    }

    private async Task WaitForRestartDelayAsync(int failures)
    {
        var full = RestartPolicy.FirstDelay * Math.Pow(2, failures - 1);
        await _engine.StateAsync(_webapp, KnownResourceStates.Exited);
        await _engine.Time.WaitForTimerAsync(d => d >= full / 2 && d <= full);
    }
}
