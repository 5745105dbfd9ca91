using BlazorAspire.LoadTest.Commands;
using BlazorAspire.LoadTest.Commands.Load;

namespace BlazorAspire.Tests.LoadTest.Commands.Load;

/// <summary>How the command ended, and what it wrote.</summary>
internal sealed record LoadCommandRun(int ExitCode, string Output, string Error, string Progress)
{
    // A run takes a second or two: this ends one that hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="onProgress">Called for each line of progress.</param>
    public static async Task<LoadCommandRun> RunAsync(string options, Action? onProgress = null, CancellationToken interruption = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var progress = new WatchedWriter(onProgress ?? (() => { }));
        var args = options.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Replace('~', ' '));
        var code = await new CommandDispatcher([new LoadCommand(progress, TimeProvider.System)], output, error)
            .RunAsync(["load", .. args], interruption).WaitAsync(Patience, TimeProvider.System, CancellationToken.None);
        return new LoadCommandRun(code, output.ToString(), error.ToString().TrimEnd(), progress.ToString());
    }

    public override string ToString() => $"{ExitCode}: {Error}{Environment.NewLine}{Output}{Environment.NewLine}{Progress}";

    private sealed class WatchedWriter(Action onLine) : StringWriter
    {
        public override async Task WriteLineAsync(string? value)
        {
            await base.WriteLineAsync(value);
            onLine();
        }
    }
}
