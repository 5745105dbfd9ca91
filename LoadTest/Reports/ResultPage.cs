using BlazorAspire.LoadTest.Commands;

namespace BlazorAspire.LoadTest.Reports;

/// <summary>A page of documentation with results of several commands, each between two comments that name its command.</summary>
internal static class ResultPage
{
    /// <summary>The option of commands that write there.</summary>
    public static TextOption Option { get; } =
        new("write", "FILE", null, "writes the result into a page of documentation, in the place of the one before", "Give the path of a file.", _ => true);

    /// <summary>Puts a result in the place of the one before, and leaves the rest of the page as it is.</summary>
    /// <exception cref="MeasurementException">The page has no place for it.</exception>
    public static async Task WriteAsync(string file, string command, string result, CancellationToken cancellationToken)
    {
        var page = await ReadAsync(file, command, cancellationToken);
        await File.WriteAllTextAsync(file, Replace(page, command, result), cancellationToken);
    }

    /// <summary>The page, which has a place for the result.</summary>
    /// <exception cref="MeasurementException">It has none.</exception>
    public static async Task<string> ReadAsync(string file, string command, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            throw new MeasurementException($"'{file}' does not exist. Make it with the lines '{Begin(command)}' and '{End(command)}' in it.");
        }
        var page = await File.ReadAllTextAsync(file, cancellationToken);
        return Replace(page, command, "") is not null
            ? page
            : throw new MeasurementException($"'{file}' has no place for the result. Add the lines '{Begin(command)}' and '{End(command)}' to it.");
    }

    /// <summary>Null when the page has no place for the result.</summary>
    public static string? Replace(string page, string command, string result)
    {
        var begin = page.IndexOf(Begin(command), StringComparison.Ordinal);
        var end = begin < 0 ? -1 : page.IndexOf(End(command), begin, StringComparison.Ordinal);
        return end < 0 ? null : $"{page[..begin]}{Begin(command)}\n\n```\n{result.ReplaceLineEndings("\n").Trim()}\n```\n\n{page[end..]}";
    }

    private static string Begin(string command) => $"<!-- result of {command} -->";

    private static string End(string command) => $"<!-- end of {command} -->";
}
