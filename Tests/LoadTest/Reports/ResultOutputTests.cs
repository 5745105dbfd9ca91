using BlazorAspire.LoadTest;
using BlazorAspire.LoadTest.Commands;
using BlazorAspire.LoadTest.Processes;
using BlazorAspire.LoadTest.Reports;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.LoadTest.Reports;

public sealed class ResultOutputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _console = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EndAsync_WithAPage_WritesMachineCommitAndReportIntoItsPlace()
    {
        var page = _folder.Write("page.md", "# Title\n<!-- result of fake -->\nold\n<!-- end of fake -->\n");
        var output = New("--write", page);

        await output.BeginAsync(SourceTree.Find(), CancellationToken.None);
        await output.EndAsync("42 a second\n", CancellationToken.None);

        var written = await File.ReadAllTextAsync(page);
        Assert.Matches(@"(?s)^# Title\n<!-- result of fake -->\n\n```\nMachine: .+\nCommit:  .+\nBuild:   .+\n42 a second\n```\n\n<!-- end of fake -->\n$", written);
        Assert.EndsWith("42 a second\n", _console.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EndAsync_WithoutAPage_WritesToTheConsoleOnly()
    {
        var output = New();

        await output.BeginAsync(SourceTree.Find(), CancellationToken.None);
        await output.EndAsync("42 a second\n", CancellationToken.None);

        Assert.StartsWith("Machine: ", _console.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("42 a second\n", _console.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BeginAsync_WithAPageWithoutAPlace_FailsBeforeAnythingIsMeasured()
    {
        var output = New("--write", _folder.Write("page.md", "# Title\n"));

        await Assert.ThrowsAsync<MeasurementException>(() => output.BeginAsync(SourceTree.Find(), CancellationToken.None));
        Assert.Equal("", _console.ToString());
    }

    private ResultOutput New(params string[] args)
    {
        Assert.True(CommandLine.TryRead(args, [ResultPage.Option], out var line, out _));
        return new ResultOutput("fake", line, _console);
    }
}
