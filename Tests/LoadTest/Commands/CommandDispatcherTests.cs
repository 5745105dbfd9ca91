using BlazorAspire.LoadTest;
using BlazorAspire.LoadTest.Commands;

namespace BlazorAspire.Tests.LoadTest.Commands;

public sealed class CommandDispatcherTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly CancellationTokenSource _interruption = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
        _interruption.Dispose();
    }

    [Fact]
    public async Task Run_KnownCommand_GetsItsOptionsAndGivesTheExitCode()
    {
        Assert.Equal(17, await RunAsync((line, _) => 10 + line[FakeCommand.Times], "fake", "--times", "7"));
        Assert.Equal("", _error.ToString());
    }

    [Theory]
    [InlineData("No command is given.")]
    [InlineData("Command 'other' is not known. Use fake, or --help.", "other")]
    [InlineData("Option '--time' is not known. Use --times NUMBER.", "fake", "--time", "7")]
    [InlineData("--times is '0'. Use a whole number from 1 to 9, such as 5.", "fake", "--times", "0")]
    public async Task Run_BadInput_IsToldAndGives2(string problem, params string[] args)
    {
        Assert.Equal(2, await RunAsync((_, _) => throw new InvalidOperationException("It was run."), args));
        Assert.StartsWith(problem + Environment.NewLine, _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("fake", "-h")]
    public async Task Run_Help_ListsCommandsAndOptions(params string[] args)
    {
        Assert.Equal(0, await RunAsync((_, _) => throw new InvalidOperationException("It was run."), args));
        Assert.Contains("  fake  Measures nothing.", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("--times NUMBER  how often: 1 to 9, 5 by default", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NothingMeasured_IsToldAndGives3()
    {
        Assert.Equal(3, await RunAsync((_, _) => throw new MeasurementException("Build first: dotnet build"), "fake"));
        Assert.Equal($"Build first: dotnet build{Environment.NewLine}", _error.ToString());
    }

    [Fact]
    public async Task Run_Interrupted_Gives130()
    {
        Assert.Equal(130, await RunAsync(Interrupt, "fake"));
        Assert.StartsWith("Interrupted.", _error.ToString(), StringComparison.Ordinal);

        int Interrupt(CommandLine line, CancellationToken cancellationToken)
        {
            _interruption.Cancel();
            cancellationToken.ThrowIfCancellationRequested();
            return 0;
        }
    }

    private Task<int> RunAsync(Func<CommandLine, CancellationToken, int> run, params string[] args) =>
        new CommandDispatcher([new FakeCommand(run)], _output, _error).RunAsync(args, _interruption.Token);
}
