using System.CommandLine;

namespace BlazorAspire.LoadTest.Reports;

/// <summary>Where a result goes: to the console, and where <c>--write</c> names one into a page of documentation that holds results of several commands, each between two comments.</summary>
internal sealed class ResultPage
{
    private readonly string _place;
    private readonly string? _file;
    private readonly TextWriter _output;
    private string _heading = "";

    private ResultPage(string place, string? file, TextWriter output) => (_place, _file, _output) = (place, file, output);

    public static Option<string?> Option { get; } = Cli.Checked<string?>(
        "--write", "FILE", "writes the result into a page of documentation, in the place of the one before", "Give a file that exists.", null, (text, out value) => File.Exists(value = text));

    private string Begin => $"<!-- result of {_place} -->";

    private string End => $"<!-- end of {_place} -->";

    /// <summary>Writes where and what is measured. The page is looked at now: the result must not be lost to a page without a place for it.</summary>
    /// <param name="place">What the page calls the result: the command's name, and more where a page holds several of one command.</param>
    public static async Task<ResultPage> BeginAsync(string place, ParseResult line, CancellationToken cancellationToken)
    {
        var page = new ResultPage(place, line.GetValue(Option), line.InvocationConfiguration.Output);
        if (page._file is { } file && page.Replace(await File.ReadAllTextAsync(file, cancellationToken), "") is null)
        {
            throw new UsageException($"'{file}' has no place for the result. Add the lines '{page.Begin}' and '{page.End}' to it.");
        }

        page._heading = await TextReport.HeadingAsync(cancellationToken);
        await page._output.WriteLineAsync(page._heading);
        return page;
    }

    public Task SayAsync(string line) => _output.WriteLineAsync(line);

    public async Task EndAsync(string report, CancellationToken cancellationToken)
    {
        await _output.WriteAsync(report);
        if (_file is not null)
        {
            await File.WriteAllTextAsync(_file, Replace(await File.ReadAllTextAsync(_file, cancellationToken), $"{_heading}\n{report}"), cancellationToken);
        }
    }

    /// <summary>Null when the page has no place for the result.</summary>
    private string? Replace(string page, string result)
    {
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = begin < 0 ? -1 : page.IndexOf(End, begin, StringComparison.Ordinal);
        return end < 0 ? null : $"{page[..begin]}{Begin}\n\n```\n{result.ReplaceLineEndings("\n").Trim()}\n```\n\n{page[end..]}";
    }
}
