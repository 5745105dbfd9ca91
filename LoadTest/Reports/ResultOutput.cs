using BlazorAspire.LoadTest.Commands;
using BlazorAspire.LoadTest.Processes;

namespace BlazorAspire.LoadTest.Reports;

/// <summary>Where the result of a command goes: to the console, and where <c>--write</c> names one into a page of documentation.</summary>
/// <param name="place">What the page calls the result: the command's name, and more where a page holds several of one command.</param>
internal sealed class ResultOutput(string place, CommandLine line, TextWriter console)
{
    private readonly string? _page = line[ResultPage.Option];
    private string _heading = "";

    /// <summary>Writes where and what is measured. The page is looked at now: the result must not be lost to a wrong path.</summary>
    /// <exception cref="MeasurementException">The page has no place for the result.</exception>
    public async Task BeginAsync(SourceTree tree, CancellationToken cancellationToken)
    {
        if (_page is not null)
        {
            await ResultPage.ReadAsync(_page, place, cancellationToken);
        }
        _heading = await Heading.DescribeAsync(tree, cancellationToken);
        await console.WriteLineAsync(_heading);
    }

    public async Task EndAsync(string report, CancellationToken cancellationToken)
    {
        await console.WriteAsync(report);
        if (_page is not null)
        {
            await ResultPage.WriteAsync(_page, place, $"{_heading}{report}", cancellationToken);
        }
    }
}
