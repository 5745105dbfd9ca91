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
            var alignment = index == 0 ? Justify.Left : Justify.Right;
            table.AddColumn(new TableColumn(new Text(title)) { Alignment = alignment, NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        using var writer = new StringWriter();
        var settings = new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) };
        var console = AnsiConsole.Create(settings);
        console.Profile.Width = Width;
        console.Write(table);
        return string.Concat(writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"{line.TrimEnd()}\n"));
    }
}
