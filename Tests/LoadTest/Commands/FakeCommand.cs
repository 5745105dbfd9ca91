using BlazorAspire.LoadTest.Commands;

namespace BlazorAspire.Tests.LoadTest.Commands;

internal sealed class FakeCommand(Func<CommandLine, CancellationToken, int> run) : ICommand
{
    public static readonly NumberOption Times = new("times", 5, 1, 9, "how often");

    public string Name => "fake";

    public string Summary => "Measures nothing.";

    public IReadOnlyList<CommandOption> Options => [Times];

    public Task<int> RunAsync(CommandLine line, TextWriter output, CancellationToken cancellationToken) => Task.FromResult(run(line, cancellationToken));
}
