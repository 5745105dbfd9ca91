using Aspire.Hosting.ApplicationModel;

namespace Embedded.Tests.Hosting.Control;

public class ResourceCommandServiceTests
{
    private readonly FakeResource _webapp = new("webapp");
    private readonly EngineHarness _engine;

    public ResourceCommandServiceTests()
    {
        _engine = new EngineHarness(_webapp);
    }

    [Fact]
    public async Task ExecuteCommandAsync_StopThenStart_RunsANewProcess()
    {
        _engine.Runners.StartAll();
        await _engine.HealthyAsync(_webapp);

        Assert.True((await Execute(KnownResourceCommands.StopCommand)).Success);
        Assert.True(_engine.Notifications.Current(_webapp).IsIn(KnownResourceStates.Finished));
        Assert.True((await Execute(KnownResourceCommands.StartCommand)).Success);

        Assert.Equal(2, (await _engine.HealthyAsync(_webapp)).ProcessId);
    }

    [Fact]
    public async Task ExecuteCommandAsync_Restart_ReplacesTheProcess()
    {
        _engine.Runners.StartAll();
        await _engine.HealthyAsync(_webapp);

        Assert.True((await Execute(KnownResourceCommands.RestartCommand)).Success);

        var change = await _engine.Notifications.WaitForResourceAsync("webapp", e => e.Snapshot.ProcessId == 2, Limit.Token());
        Assert.True(change.Snapshot.IsIn(KnownResourceStates.Running));
    }

    [Fact]
    public async Task ExecuteCommandAsync_StartWhileRunning_IsRefused()
    {
        _engine.Runners.StartAll();
        await _engine.HealthyAsync(_webapp);

        var result = await Execute(KnownResourceCommands.StartCommand);

        Assert.False(result.Success);
        Assert.Equal("Resource 'webapp' runs already.", result.Message);
    }

    [Fact]
    public async Task ExecuteCommandAsync_StopWhileStopped_IsRefused()
    {
        var result = await Execute(KnownResourceCommands.StopCommand);

        Assert.False(result.Success);
        Assert.Equal("Resource 'webapp' does not run.", result.Message);
    }

    [Fact]
    public async Task ExecuteCommandAsync_UnknownNames_AreRefusedWithTheKnownOnes()
    {
        var resource = await _engine.Commands.ExecuteCommandAsync("web", KnownResourceCommands.StopCommand, Limit.Token());
        var command = await Execute("explode");

        Assert.Equal("There is no resource 'web'. Known: webapp.", resource.Message);
        Assert.StartsWith("Command 'explode' is not known.", command.Message, StringComparison.Ordinal);
    }

    private Task<ExecuteCommandResult> Execute(string command) => _engine.Commands.ExecuteCommandAsync("webapp", command, Limit.Token());
}
