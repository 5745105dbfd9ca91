namespace BlazorAspire.LoadTest.Reports;

/// <summary>A page of documentation that holds results of several commands, each between two comments.</summary>
internal static class ResultPage
{
    public static Option<string?> Option { get; } = Cli.Checked<string?>(
        "--write", "FILE", "writes the result into a page of documentation, in the place of the one before", "Give a file that exists.", null,
        (text, out value) => File.Exists(value = text));

    /// <summary>Writes a result where a page is named. Without one it looks whether there is a place, which is better known before.</summary>
    /// <param name="place">What the page calls the result: the command's name, and more where a page holds several of one command.</param>
    public static async Task WriteAsync(ParseResult line, string place, string? result = null)
    {
        if (line.GetValue(Option) is not { } file)
        {
            return;
        }

        var (begin, end) = ($"<!-- result of {place} -->", $"<!-- end of {place} -->");
        if ((await File.ReadAllTextAsync(file)).Split(begin) is not [var before, var rest] || rest.Split(end) is not [_, var after])
        {
            throw new UsageException($"'{file}' has no place for the result. Add the lines '{begin}' and '{end}' to it.");
        }

        if (result is not null)
        {
            await File.WriteAllTextAsync(file, $"{before}{begin}\n\n```\n{result.ReplaceLineEndings("\n").Trim()}\n```\n\n{end}{after}");
        }
    }
}
