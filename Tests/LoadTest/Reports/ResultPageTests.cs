using BlazorAspire.LoadTest;
using BlazorAspire.LoadTest.Reports;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.LoadTest.Reports;

public sealed class ResultPageTests
{
    private const string Page = "# Title\n\n<!-- result of other -->\nkept\n<!-- end of other -->\n<!-- result of gateway -->\nold\n<!-- end of gateway -->\n\nEnd.\n";

    [Fact]
    public void Replace_ResultBefore_GivesWayAndNothingElse() => Assert.Equal(
        "# Title\n\n<!-- result of other -->\nkept\n<!-- end of other -->\n<!-- result of gateway -->\n\n```\nnew\n  line\n```\n\n<!-- end of gateway -->\n\nEnd.\n",
        ResultPage.Replace(Page, "gateway", "new\r\n  line\r\n\r\n"));

    [Fact]
    public void Replace_Twice_IsAsOnce() => Assert.Equal(
        ResultPage.Replace(Page, "gateway", "new"), ResultPage.Replace(ResultPage.Replace(Page, "gateway", "newer")!, "gateway", "new"));

    [Theory]
    [InlineData("")]
    [InlineData("<!-- result of gateway -->")]
    [InlineData("<!-- end of gateway --><!-- result of gateway -->")]
    public void Replace_PageWithoutAPlace_IsNotChanged(string page) => Assert.Null(ResultPage.Replace(page, "gateway", "new"));

    [Fact]
    public async Task WriteAsync_PageWithoutAPlace_SaysWhatToAdd()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("page.md", "# Title\n");

        var problem = await Assert.ThrowsAsync<MeasurementException>(() => ResultPage.WriteAsync(file, "gateway", "new", CancellationToken.None));

        Assert.Equal($"'{file}' has no place for the result. Add the lines '<!-- result of gateway -->' and '<!-- end of gateway -->' to it.", problem.Message);
        Assert.Equal("# Title\n", await File.ReadAllTextAsync(file));
    }
}
