using System.Text;

namespace BlazorAspire.LoadTest;

/// <summary>A table for the console: the first column is text, the others are figures.</summary>
internal static class TextTable
{
    public static string Render(params IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            var cells = row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            text.AppendLine(string.Join("  ", cells).TrimEnd());
        }
        return text.ToString();
    }
}
