using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Terminal;

namespace Embedded.Tests.Hosting.Terminal;

public sealed class TerminalCommandsTests : IAsyncLifetime, IDisposable
{
    private readonly FakeResource _gateway = new("gateway");
    private readonly FakeResource _webapp = new("webapp-1");
    private readonly FakeInput _input = new();
    private readonly SaidLines _said = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _release = new();
    private readonly EngineHarness _engine;
    private readonly Task _reading;

    public TerminalCommandsTests()
    {
        _webapp.Annotations.Add(new CuttableAnnotation());
        _engine = new EngineHarness(_gateway, _webapp);
        Own(_gateway, "roll", "Rolls.", async context =>
        {
            await _release.Task.WaitAsync(context.CancellationToken);
            return CommandResults.Success("Rolled.");
        });
        Own(_webapp, "fail", "Fails.", _ => Task.FromResult(CommandResults.Failure("It failed.\n  Twice.\r\n")));
        var reporter = new ConsoleReporter(_said, new Ansi(false), _engine.Resources, _engine.Logs);
        _reading = new TerminalCommands(_input, _engine.Resources, _engine.Commands, reporter).RunAsync(_stopping.Token);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _reading;
    }

    public void Dispose()
    {
        _said.Dispose();
        _stopping.Dispose();
    }

    [Theory]
    [InlineData("start webapp-1", "start webapp-1: done.")]
    [InlineData("  START\tWebApp-1 ", "start webapp-1: done.")]
    [InlineData("stop webapp-1", "Error: stop webapp-1: Resource 'webapp-1' does not run.")]
    [InlineData("fail", "Error: fail webapp-1: It failed. Twice.")]
    [InlineData("fail webapp-1", "Error: fail webapp-1: It failed. Twice.")]
    [InlineData("stop", "Error: Several resources have the command 'stop': gateway, webapp-1. Name one, such as: stop gateway")]
    [InlineData("stop webapp-9", "Error: No resource 'webapp-9' has the command 'stop'. These have it: gateway, webapp-1.")]
    [InlineData("fail gateway", "Error: No resource 'gateway' has the command 'fail'. These have it: webapp-1.")]
    [InlineData("explode", "Error: 'explode' is not a command. Type help and Enter for commands.")]
    [InlineData("explode webapp-1", "Error: 'explode webapp-1' is not a command. Type help and Enter for commands.")]
    [InlineData("stop webapp-1 now", "Error: 'stop webapp-1 now' is not a command. Type help and Enter for commands.")]
    [InlineData("kill webapp-1", "Error: kill webapp-1: Resource 'webapp-1' does not run.")]
    [InlineData("cut", "Error: cut webapp-1: Resource 'webapp-1' does not run.")]
    [InlineData("cut 20", "Error: cut webapp-1: Resource 'webapp-1' does not run.")]
    [InlineData("cut webapp-1 301", "Error: cut webapp-1: 301 seconds are too few or too many. Use 1 to 300.")]
    [InlineData("cut webapp-1 soon", "Error: 'cut webapp-1 soon' is not a command. Type help and Enter for commands.")]
    [InlineData("stop webapp-1 5", "Error: 'stop webapp-1 5' is not a command. Type help and Enter for commands.")]
    [InlineData("\u001b[31mred\u0007", "Error: 'red\uFFFD' is not a command. Type help and Enter for commands.")]
    public async Task Line_Typed_IsAnsweredInOneLine(string typed, string answer)
    {
        _input.Type(typed);

        Assert.Equal(answer, await _said.NextAsync());
    }

    [Fact]
    public async Task Line_EndlessNonsense_IsShownInPart()
    {
        _input.Type(new string('x', 500));

        Assert.Equal($"Error: '{new string('x', 80)}...' is not a command. Type help and Enter for commands.", await _said.NextAsync());
    }

    [Fact]
    public async Task Line_Empty_IsNotAnswered()
    {
        _input.Type("");
        _input.Type("   ");
        _input.Type("fail");

        Assert.StartsWith("Error: fail", await _said.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_Typed_ListsCommandsAndWhoHasThem()
    {
        _input.Type("Help");

        var help = (await _said.NextAsync()).ReplaceLineEndings("\n");
        Assert.Contains("  roll      Rolls.\n", help, StringComparison.Ordinal);
        Assert.Contains("  gateway   start, stop, restart, kill, roll\n", help, StringComparison.Ordinal);
        Assert.Contains("  webapp-1  start, stop, restart, kill, cut, fail\n", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_WhileACommandRuns_IsAnswered()
    {
        _input.Type("roll");
        _input.Type("fail");
        Assert.StartsWith("Error: fail", await _said.NextAsync(), StringComparison.Ordinal);

        _release.SetResult();

        Assert.Equal("roll gateway: Rolled.", await _said.NextAsync());
    }

    [Fact]
    public async Task Input_AtItsEnd_EndsTheReadingAndLetsCommandsFinish()
    {
        _input.Type("roll");
        _input.Close();
        await _reading;

        _release.SetResult();

        Assert.Equal("roll gateway: Rolled.", await _said.NextAsync());
    }

    [Fact]
    public async Task App_Stops_CancelsCommandsUnderWay()
    {
        _input.Type("roll");
        _input.Type("fail");
        await _said.NextAsync();

        await _stopping.CancelAsync();

        await _reading;
        Assert.Equal("Error: roll gateway: Command 'roll' of resource 'gateway' was cancelled.", await _said.NextAsync());
    }

    private static void Own(FakeResource resource, string name, string description, Func<ExecuteCommandContext, Task<ExecuteCommandResult>> execute) =>
        resource.Annotations.Add(new CommandAnnotation(name, name, description, execute));
}
