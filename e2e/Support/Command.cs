using System.Diagnostics;
using System.Text;

namespace BlazorAspire.Tests.Support;

/// <summary>Runs a command to its end.</summary>
internal static class Command
{
    private static readonly TimeSpan UsualLimit = TimeSpan.FromMinutes(5);

    /// <summary>The <c>dotnet</c> that runs these tests.</summary>
    public static string Dotnet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    public static async Task<CommandResult> RunAsync(
        string fileName, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string>? environment = null, TimeSpan? longest = null)
    {
        var patience = longest ?? UsualLimit;
        using var process = new Process { StartInfo = StartInfo(fileName, arguments, folder, environment ?? new Dictionary<string, string>()) };
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(output, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(patience, TimeProvider.System);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{fileName} {string.Join(' ', arguments)}' did not end in {patience.TotalMinutes:0} minutes. It wrote:{Environment.NewLine}{output}");
        }
        return new CommandResult(process.ExitCode, output.ToString());
    }

    private static ProcessStartInfo StartInfo(string fileName, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string> environment)
    {
        var info = new ProcessStartInfo(fileName, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // `dotnet test` leaves its build's variables to the test host; they would lead a build of another folder astray.
        foreach (var name in info.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            info.Environment.Remove(name);
        }
        // A build server would outlive the test.
        info.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        info.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }
        return info;
    }

    private static void Append(StringBuilder output, string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }
}
