using System.Net;
using System.Xml.Linq;
using BlazorAspire.LoadTest;
using BlazorAspire.LoadTest.Load;

namespace BlazorAspire.Tests.LoadTest;

public sealed class LoadReportTests
{
    private static readonly LoadResult Usual = new(
        new("http://localhost:5080/?a=<b>", "click", 200, 10, 1, 0, 30, "2 cores", "1.0+abc", new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero)), IsEarly: false, 30,
        new(200, 1, 199, 2, 3, 4), new(200, 10, 30, 40, 50, 1234), new(2985, 2, 3, 4, 5, 6), 99.5,
        [new("answered with 503", 2, "'/<counter>' was answered with 503."), new("connection closed", 1, "gone")],
        new Dictionary<string, int> { ["webapp-1"] = 100, ["webapp-2"] = 100 }, new(0.5, 40, 20), new ServerUse(2, 180.4, 195.9, 79.5, null),
        [new(1, 10, 0, 5, 2, 4, 0), new(2, 20, 0, 0, null, null, 2), new(3, 30, 1, 10, 3, 6, 1)])
    {
        Prerender = "differs: p#time: prerendered '1', rendered '2'",
        Limits = [new("p99=250ms", "4 ms", true), new("errors=0", "3", false)],
    };

    [Fact]
    public void ToText_OfAResult_HasEveryFigure() => Assert.Equal("""

        200 users, click, on http://localhost:5080/?a=<b>
        10 users set out each second; each thinks 1 s after an operation; 30 s from when all of them had a page
        Machine: 2 cores
        Version: 1.0+abc

        circuits    200 started, 1 failed, 199 open at the end, 2 reconnects, 3 reloads, 4 misroutes
        operations  2,985 in 30.0 s = 99.5 a second
        errors      3
        client      0.50 cores, 40 KB a circuit, 20 KB of it live
        replicas    webapp-1 100, webapp-2 100
        server      80 KB a circuit, from 180 MB to 196 MB
        prerender   differs: p#time: prerendered '1', rendered '2'
        first error '/<counter>' was answered with 503.

        MILLISECONDS     COUNT    P50    P95    P99  P99.9    MAX
        start of a page    200  10.00  30.00  40.00  50.00  1,234
        operation        2,985   2.00   3.00   4.00   5.00   6.00

        ERRORS             COUNT
        answered with 503      2
        connection closed      1

        LIMIT      MEASURED        VERDICT
        p99=250ms      4 ms          holds
        errors=0          3  does not hold

        """.ReplaceLineEndings(), LoadReport.ToText(Usual).ReplaceLineEndings());

    [Fact]
    public void ToText_OfAnAppThatEnded_SaysSo()
    {
        var ended = Usual with { Server = new ServerUse(1, null, null, null, "not known: process 7 ended") };

        Assert.Contains("server      not known: process 7 ended", LoadReport.ToText(ended), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ToPage_OfAResult_NeedsNothingElseAndDrawsEachSeries()
    {
        var html = await LoadReport.ToPageAsync(Usual);

        Assert.DoesNotMatch("<script|<link|<img|@import|url\\(| src=| href=", html);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.Contains("✗ Not all limits hold", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains("<dt>server</dt><dd>80 KB a circuit", html, StringComparison.Ordinal);
        var charts = html.Split("<figure>")[1..].Select(figure => XElement.Parse($"<figure>{figure.Split("</figure>")[0]}</figure>")).ToArray();
        string[] titles = ["Operations a second", "Milliseconds for an operation", "Open circuits", "Errors a second"];
        Assert.Equal(titles, charts.Select(chart => chart.Element("figcaption")!.FirstNode!.ToString().Trim()));
        Assert.Equal("0,50 50,100 100,0", charts[0].Descendants("polyline").Single().Attribute("points")!.Value);
        // A second without an operation has no latency.
        Assert.Equal(["0,66.67 100,50", "0,33.33 100,0"], charts[1].Descendants("polyline").Select(line => line.Attribute("points")!.Value));
        Assert.Equal("Operations a second: operations from 0 to 10, 10 at the end.", charts[0].Element("svg")!.Attribute("aria-label")!.Value);
    }

    [Fact]
    public async Task ToPage_OfALongLoad_ThinsItOutAndKeepsTheSlowSecond()
    {
        var timeline = Enumerable.Range(1, 1000).Select(second => new LoadSecond(second, 5, 0, 10, 1, second == 500 ? 90 : 2, 0)).ToArray();

        var html = await LoadReport.ToPageAsync(Usual with { Timeline = timeline });

        Assert.Equal(200, html.Split("<th scope=\"row\">")[1..].Count(row => row.Contains("<td>10</td>", StringComparison.Ordinal)));
        Assert.Contains("<td>90.00</td>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p99=250ms", "4 ms", true)]
    [InlineData("max=5ms", "6 ms", false)]
    [InlineData("start-p95=30ms", "30 ms", true)]
    [InlineData("rate=100", "99.5", false)]
    [InlineData("errors=2", "3", false)]
    [InlineData("misroutes=3", "4", false)]
    [InlineData("client-kb=40", "40", true)]
    [InlineData("client-cores=0.5", "0.5", true)]
    [InlineData("server-kb=1", "nothing measured", false)]
    public void Judge_OfALimit_ComparesWithWhatWasMeasured(string text, string measured, bool holds)
    {
        Assert.True(LoadLimit.TryParse(text, out var limit));
        Assert.Equal(new LimitVerdict(text, measured, holds), limit.Judge(Usual with { Server = null }));
    }

    [Fact]
    public void Of_RepeatedMeasurements_IsMedianAndBounds()
    {
        Assert.Equal((2.5, 1, 9), Spread.Of([9, 1, 2, 3]) is var spread ? (spread.Median, spread.Min, spread.Max) : default);
        Assert.Equal((2, 9), (Spread.Percentile([9, 1, 2, 3], 50), Spread.Percentile([9, 1, 2, 3], 99)));
    }

    [Fact]
    public void Summarize_OfRecordedTimes_IsRightWithinAPercent()
    {
        var recorder = new LoadRecorder(users: 1);
        foreach (var milliseconds in Enumerable.Range(1, 1000))
        {
            recorder.Operated(TimeSpan.FromMilliseconds(milliseconds));
        }

        var result = recorder.Summarize(Usual.Setting, false, TimeSpan.FromSeconds(10), Usual.Client, null, []);

        Assert.Equal((1000, 100.0), (result.Operations.Count, result.Rate));
        Assert.InRange(result.Operations.P50!.Value, 500, 505);
        Assert.InRange(result.Operations.P99!.Value, 990, 1000);
        Assert.InRange(result.Operations.Max!.Value, 1000, 1010);
    }
}
