using System.Xml.Linq;
using BlazorAspire.LoadTest.Commands.Load;

namespace BlazorAspire.Tests.LoadTest.Commands.Load;

public sealed class LoadReportTests
{
    [Fact]
    public void Render_AsText_HasEveryFigure() => Assert.Equal("""

        200 users, click, on http://localhost:5080/?a=<b>
        10 users set out each second; each thinks 1 s after an operation; 30 s from when the last has set out
        Machine: 2 cores

        circuits    200 started, 1 failed, 199 open at the end, 2 reconnects, 3 reloads
        operations  2,985 in 30.0 s = 99.5 a second
        errors      3
        client      0.50 cores, 40 KB a circuit, 20 KB of it live
        replicas    webapp-1 100, webapp-2 100
        server      80 KB a circuit over 2 processes, from 180 MB to 196 MB
        prerender   differs: p#time: prerendered '1', rendered '2'

        MILLISECONDS     COUNT    P50    P95    P99  P99.9    MAX
        start of a page    200  10.00  30.00  40.00  50.00  1,234
        operation        2,985   2.00   3.00   4.00   5.00   6.00

        Errors:
        answered with 503  2
        connection closed  1
        The first said: '/<counter>' was answered with 503.

        Limits:
        p99=250ms  4 ms          holds
        errors=0      3  does not hold

        """.ReplaceLineEndings(), LoadReport.Render(LoadResults.Usual).ReplaceLineEndings());

    [Fact]
    public void Render_AsTextWithoutOperations_LeavesOutWhatThereIsNot()
    {
        var text = LoadReport.Render(LoadResults.Idle);

        Assert.Contains(", ended early", text, StringComparison.Ordinal);
        Assert.Contains("they hold their circuits", text, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^operation +0( +-){5}", text);
        Assert.DoesNotContain("Errors:", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "1 process, from 100 MB to 101 MB")]
    [InlineData(0.0, null, "0 KB a circuit over 1 process, from 100 MB to 101 MB")]
    [InlineData(null, "not known: process 7 ended during the load", "not known: process 7 ended during the load")]
    public void Render_MemoryOfTheApp_SaysWhatIsKnown(double? each, string? problem, string words) => Assert.Contains(
        $"server      {words}", LoadReport.Render(LoadResults.Usual with { Server = new ServerUse(1, 100, 101, each, problem) }), StringComparison.Ordinal);

    [Fact]
    public void Render_AsAPage_NeedsNothingElse()
    {
        var html = LoadPage.Render(LoadResults.Usual);

        Assert.DoesNotMatch("<script|<link|<img|@import|url\\(| src=| href=", html);
        Assert.Contains("color-scheme: light dark", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.Contains("✗ Not all limits hold", html, StringComparison.Ordinal);
        Assert.Contains("&#39;/&lt;counter&gt;&#39; was answered with 503.", html, StringComparison.Ordinal);
        Assert.Contains("<dt>server</dt><dd>80 KB a circuit over 2 processes", html, StringComparison.Ordinal);
        Assert.Contains("<dt>prerender</dt><dd>differs: p#time", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_AsAPage_DrawsEachSeriesAndStopsLinesAtGaps()
    {
        var html = LoadPage.Render(LoadResults.Usual);

        var charts = html.Split("<figure>")[1..].Select(figure => XElement.Parse($"<figure>{figure[..figure.IndexOf("</figure>", StringComparison.Ordinal)]}</figure>")).ToArray();
        Assert.Equal(["Operations a second", "Milliseconds for an operation", "Open circuits", "Errors a second"], charts.Select(chart => chart.Element("figcaption")!.FirstNode!.ToString().Trim()));
        Assert.Equal("0,50 50,100 100,0", Lines(charts[0]).Single());
        // Two series of two pieces each.
        Assert.Equal(4, Lines(charts[1]).Length);
        Assert.Equal("Operations a second: operations from 0 to 10, 10 at the end.", charts[0].Element("svg")!.Attribute("aria-label")!.Value);

        static string[] Lines(XElement chart) => [.. chart.Descendants("polyline").Select(line => line.Attribute("points")!.Value)];
    }

    [Fact]
    public void Render_AsAPageOfALongLoad_ThinsItOut()
    {
        var timeline = Enumerable.Range(1, 1000).Select(second => new LoadSecond(second, 5, 0, 10, 1, second == 500 ? 90 : 2, 0)).ToArray();

        var html = LoadPage.Render(LoadResults.Usual with { Timeline = timeline });

        // Of five seconds each: few rows, and the one slow second is still seen.
        Assert.Equal(200, html.Split("<th scope=\"row\">")[1..].Count(row => row.Contains("<td>10</td>", StringComparison.Ordinal)));
        Assert.Contains("<td>90.00</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_AsAPageWithoutASecond_HasNoChart() => Assert.DoesNotContain("<figure>", LoadPage.Render(LoadResults.Idle), StringComparison.Ordinal);

    [Fact]
    public void ToJson_OfAResult_HasItsFigures()
    {
        using var json = System.Text.Json.JsonDocument.Parse(LoadJson.Render(LoadResults.Usual));

        Assert.Equal(4, json.RootElement.GetProperty("operations").GetProperty("p99").GetDouble());
        Assert.Equal(3, json.RootElement.GetProperty("timeline").GetArrayLength());
        Assert.False(json.RootElement.GetProperty("limitsHold").GetBoolean());
        Assert.Equal(79.5, json.RootElement.GetProperty("server").GetProperty("kilobytesPerCircuit").GetDouble());
        Assert.StartsWith("differs: p#time", json.RootElement.GetProperty("prerender").GetString(), StringComparison.Ordinal);
    }
}
