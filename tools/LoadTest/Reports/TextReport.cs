using System.ComponentModel;
using System.Diagnostics;
using Spectre.Console;

namespace BlazorAspire.LoadTest.Reports;

/// <summary>What all reports for a console have in common.</summary>
internal static class TextReport
{
    private const int Width = 250;

    /// <summary>A table: the first column is text, the others are figures.</summary>
    public static string Table(string[] head, IEnumerable<string[]> rows)
    {
        var table = new Table().NoBorder();
        foreach (var (index, title) in head.Index())
        {
            table.AddColumn(new TableColumn(new Text(title)) { Alignment = index == 0 ? Justify.Left : Justify.Right, NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = Width;
        console.Write(table);
        return string.Concat(writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"{line.TrimEnd()}\n"));
    }

    /// <summary>How a report says whether a goal is met.</summary>
    public static string Verdict(bool isMet) => isMet ? "Met." : "Missed.";

    /// <summary>Where was measured, and what: the commit as git knows it, of the folder in which this program was started.</summary>
    public static async Task<string> HeadingAsync(CancellationToken cancellationToken) => $"""
        Machine: {Machine.Describe()}
        Commit:  {await CommitAsync(cancellationToken)}

        """;

    private static async Task<string> CommitAsync(CancellationToken cancellationToken)
    {
        string[] arguments = ["describe", "--always", "--abbrev=40", "--dirty=, with changes that are not committed", "--exclude=*"];
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var complaint = git.StandardError.ReadToEndAsync(cancellationToken);
            var answer = await git.StandardOutput.ReadToEndAsync(cancellationToken);
            await complaint;
            await git.WaitForExitAsync(cancellationToken);
            return git.ExitCode == 0 ? answer.Trim() : "unknown (no git repository)";
        }
        catch (Win32Exception)
        {
            return "unknown (no git)";
        }
    }
}
