using System.ComponentModel;
using System.Diagnostics;

namespace BlazorAspire.LoadTest.Measuring;

/// <summary>Which sources were measured, as git knows them.</summary>
internal static class Commit
{
    public static async Task<string> DescribeAsync(string folder, CancellationToken cancellationToken)
    {
        if (await AskAsync(folder, ["rev-parse", "HEAD"], cancellationToken) is not { Length: > 0 } commit)
        {
            return "unknown (no git repository)";
        }
        var changes = await AskAsync(folder, ["status", "--porcelain"], cancellationToken);
        return changes is { Length: > 0 } ? $"{commit}, with changes that are not committed" : commit;
    }

    private static async Task<string?> AskAsync(string folder, IEnumerable<string> question, CancellationToken cancellationToken)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", question)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var complaint = git.StandardError.ReadToEndAsync(cancellationToken);
            var answer = await git.StandardOutput.ReadToEndAsync(cancellationToken);
            await complaint;
            await git.WaitForExitAsync(cancellationToken);
            return git.ExitCode == 0 ? answer.Trim() : null;
        }
        catch (Win32Exception)
        {
            // No git on this machine: the report says that the commit is unknown.
            return null;
        }
    }
}
