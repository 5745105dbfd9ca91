using System.Globalization;
using Spectre.Console;

namespace BlazorAspire.LoadTest.Reports;

/// <summary>Shows how a measurement goes.</summary>
internal interface IProgressDisplay
{
    /// <param name="total">Seconds until the end.</param>
    /// <param name="run">Is given what tells how many seconds are done, with a line about them.</param>
    Task RunAsync(double total, Func<Action<double, string>, Task> run);
}

/// <summary>A bar that moves where somebody looks at a terminal; else a line each time.</summary>
internal sealed class ProgressDisplay : IProgressDisplay
{
    // With the line beside it, within the 80 columns of a narrow terminal.
    private const int BarWidth = 8;

    private readonly TextWriter _output;
    private readonly IAnsiConsole? _console;

    /// <param name="output">The error output, or another writer, which gets plain lines.</param>
    public ProgressDisplay(TextWriter output)
    {
        _output = output;
        if (output == Console.Error && !Console.IsErrorRedirected)
        {
            var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
            _console = console.Profile.Capabilities is { Interactive: true, Ansi: true } ? console : null;
        }
    }

    /// <summary>Shows nothing.</summary>
    public static ProgressDisplay None { get; } = new(TextWriter.Null);

    public Task RunAsync(double total, Func<Action<double, string>, Task> run) => _console is null
        ? run((done, line) => _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done,5:0} s  {line}")))
        : _console.Progress().Columns(new ProgressBarColumn { Width = BarWidth }, new TaskDescriptionColumn { Alignment = Justify.Left }).StartAsync(async context =>
        {
            var task = context.AddTask("starts", maxValue: total);
            await run((done, line) => (task.Value, task.Description) = (done, Markup.Escape(line)));
            task.StopTask();
        });
}
