using BlazorAspire.LoadTest;

namespace BlazorAspire.Tests.LoadTest;

/// <summary>How a command line of the tool ended, and what it wrote.</summary>
internal sealed record LoadCommandRun(int ExitCode, string Output, string Error)
{
    // A run takes a second or two: this ends one that hangs.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <param name="arguments">With <c>~</c> for a space within one of them.</param>
    /// <param name="onProgress">Called for each line of progress, and of errors.</param>
    public static async Task<LoadCommandRun> RunAsync(string arguments, Action? onProgress = null, CancellationToken interruption = default)
    {
        using var output = new StringWriter();
        using var error = new WatchedWriter(onProgress ?? (() => { }));
        var words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Replace('~', ' ')).ToArray();
        var running = Cli.RunAsync(BlazorAspire.LoadTest.Program.NewRoot(TimeProvider.System), words, output, error, interruption);
        var code = await running.WaitAsync(Limit, TimeProvider.System, CancellationToken.None);
        return new LoadCommandRun(code, output.ToString(), error.ToString().TrimEnd());
    }

    public override string ToString() => $"{ExitCode}: {Error}{Environment.NewLine}{Output}";

    private sealed class WatchedWriter(Action onLine) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            onLine();
        }
    }
}
