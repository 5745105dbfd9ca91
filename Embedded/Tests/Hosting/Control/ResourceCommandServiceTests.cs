using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

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
        Assert.Equal("Resource 'webapp' has no command 'explode'. It has: start, stop, restart, kill.", command.Message);
    }

    [Fact]
    public async Task ExecuteCommandAsync_OwnCommand_IsGivenServicesAndLog()
    {
        Own("greet", context =>
        {
            Assert.Same(_engine.Services, context.ServiceProvider);
            context.Logger.Log(LogLevel.Information, default, "greeting", null, (text, _) => text);
            return Task.FromResult(CommandResults.Success("Hello."));
        });

        var result = await Execute("greet");

        Assert.Equal((true, "Hello."), (result.Success, result.Message));
        Assert.Equal("greeting", Assert.Single(_engine.Logs.Lines("webapp")).Content);
    }

    [Fact]
    public async Task ExecuteCommandAsync_OwnCommandThrows_IsAFailureWithItsMessageAndALogLine()
    {
        Own("break", _ => throw new InvalidOperationException("It broke."));

        var result = await Execute("break");

        Assert.Equal((false, "It broke."), (result.Success, result.Message));
        Assert.Contains(_engine.Logs.Lines("webapp"), line => line.Content == "InvalidOperationException: It broke.");
    }

    [Fact]
    public async Task ExecuteCommandAsync_OwnCommandCancelled_SaysSo()
    {
        using var given = new CancellationTokenSource();
        Own("wait", async context =>
        {
            await given.CancelAsync();
            context.CancellationToken.ThrowIfCancellationRequested();
            return CommandResults.Failure();
        });

        var result = await _engine.Commands.ExecuteCommandAsync("webapp", "wait", given.Token);

        Assert.Equal((false, "Command 'wait' of resource 'webapp' was cancelled."), (result.Success, result.Message));
    }

    [Fact]
    public async Task ExecuteCommandAsync_AlreadyCancelled_DoesNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _engine.Commands.ExecuteCommandAsync("webapp", KnownResourceCommands.StartCommand, new CancellationToken(canceled: true)));

        Assert.False(_engine.Launcher.HasStartedMore);
    }

    [Fact]
    public async Task ExecuteCommandAsync_StartWhileTheAppEnds_StartsNothing()
    {
        _engine.Runners.StartAll();
        await _engine.HealthyAsync(_webapp);
        await _engine.Runners.StopAllAsync(Limit.Token());

        Assert.False((await Execute(KnownResourceCommands.StartCommand)).Success);
    }

    [Fact]
    public async Task WithCommand_SameNameTwice_TheLaterOneCounts()
    {
        var app = DistributedApplication.CreateBuilder([]);
        var webapp = app.AddResource(new FakeResource("webapp"))
            .WithCommand("greet", "Greet", _ => Task.FromResult(CommandResults.Failure()))
            .WithCommand("greet", "Greet", _ => Task.FromResult(CommandResults.Success("Hello.")), new CommandOptions { Description = "Greets." });
        await using var built = app.Build();

        var result = await built.ResourceCommands.ExecuteCommandAsync("webapp", "greet", Limit.Token());

        Assert.Equal("Hello.", result.Message);
        Assert.Equal("Greets.", Assert.Single(webapp.Resource.Annotations.OfType<CommandAnnotation>()).Description);
    }

    private void Own(string name, Func<ExecuteCommandContext, Task<ExecuteCommandResult>> execute) =>
        _webapp.Annotations.Add(new CommandAnnotation(name, name, null, execute));

    private Task<ExecuteCommandResult> Execute(string command) => _engine.Commands.ExecuteCommandAsync("webapp", command, Limit.Token());
}
