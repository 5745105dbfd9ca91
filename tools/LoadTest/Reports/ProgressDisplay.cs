using Spectre.Console;

namespace BlazorAspire.LoadTest.Reports;

/// <summary>Shows how a measurement goes: by a bar that moves where somebody looks at a terminal; else by a line each time.</summary>
/// <param name="output">The error output, or another writer, which gets plain lines.</param>
internal sealed class ProgressDisplay(TextWriter output)
{
    // With the line beside it, within the 80 columns of a narrow terminal.
    private const int BarWidth = 8;

    /// <param name="run">Is given what tells how many seconds are done, with a line about them.</param>
    public Task RunAsync(double total, Func<Action<double, string>, Task> run)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (output != Console.Error || Console.IsErrorRedirected || console is not { Profile.Capabilities: { Interactive: true, Ansi: true } })
        {
            return run((done, line) => output.WriteLine(Invariant($"{done,5:0} s  {line}")));
        }

        var progress = console.Progress().Columns(new ProgressBarColumn { Width = BarWidth }, new TaskDescriptionColumn { Alignment = Justify.Left });
        return progress.StartAsync(async context =>
        {
            var task = context.AddTask("starts", maxValue: total);
            await run((done, line) => (task.Value, task.Description) = (done, Markup.Escape(line)));
            task.StopTask();
        });
    }
}
