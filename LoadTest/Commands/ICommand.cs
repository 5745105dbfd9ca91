namespace BlazorAspire.LoadTest.Commands;

internal interface ICommand
{
    string Name { get; }

    /// <summary>What it measures, in one line.</summary>
    string Summary { get; }

    IReadOnlyList<CommandOption> Options { get; }

    /// <summary>Measures, writes the results, and gives an exit code.</summary>
    Task<int> RunAsync(CommandLine line, TextWriter output, CancellationToken cancellationToken);
}
