using System.Globalization;
using System.Text;
using BlazorAspire.LoadTest.Reports;

namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>The report as a page with charts.</summary>
internal static class LoadPage
{
    private const int MostPoints = 240;

    public static string Render(LoadResult result)
    {
        var body = new StringBuilder(Limits(result)).Append("<dl>\n");
        foreach (var (name, words) in LoadWords.Facts(result))
        {
            body.Append(CultureInfo.InvariantCulture, $"<div><dt>{ReportPage.Encode(name)}</dt><dd>{ReportPage.Encode(words)}</dd></div>\n");
        }
        body.Append("</dl>\n").Append(Latencies(result)).Append(Charts(result.Timeline)).Append(Errors(result.Errors));
        return ReportPage.Render(
            LoadWords.Heading(result.Setting),
            $"{ReportPage.Encode(LoadWords.How(result.Setting))}{(result.IsEarly ? "; <strong>ended early</strong>" : "")}.",
            body.ToString(),
            string.Create(CultureInfo.InvariantCulture, $"{result.Setting.Machine}. Started {result.Setting.StartedAt:yyyy-MM-dd HH:mm:ss} UTC."));
    }

    private static string Limits(LoadResult result) => result.Limits.Count == 0
        ? ""
        : $"<h2>{(result.LimitsHold ? "✓ All limits hold" : "✗ Not all limits hold")}</h2>\n" + ReportPage.Table(["limit", "measured", "verdict"],
            result.Limits.Select(limit => new[] { limit.Limit, limit.Measured, limit.Holds ? "✓ holds" : "✗ does not hold" }));

    private static string Latencies(LoadResult result) => "<h2>Milliseconds</h2>\n" + ReportPage.Table(["", "count", "p50", "p95", "p99", "p99.9", "max"],
        new[] { ("start of a page", result.Starts), ("operation", result.Operations) }.Select(row => new[]
        {
            row.Item1, row.Item2.Count.ToString("N0", CultureInfo.InvariantCulture), LoadWords.Milliseconds(row.Item2.P50), LoadWords.Milliseconds(row.Item2.P95),
            LoadWords.Milliseconds(row.Item2.P99), LoadWords.Milliseconds(row.Item2.P999), LoadWords.Milliseconds(row.Item2.Max),
        }));

    private static string Charts(IReadOnlyList<LoadSecond> timeline)
    {
        if (timeline.Count < 2)
        {
            return "";
        }
        var points = Thin(timeline);
        var axis = new ChartAxis([.. points.Select(point => point.Second)], "s");
        var charts = new StringBuilder();
        charts.Append(Chart.Render("Operations a second", axis, Line("operations", 1, point => point.Operations)));
        charts.Append(Chart.Render("Milliseconds for an operation", axis, Line("p50", 1, point => point.P50), Line("p99", 2, point => point.P99)));
        charts.Append(Chart.Render("Open circuits", axis, Line("circuits", 3, point => point.Circuits)));
        if (points.Any(point => point.Errors > 0))
        {
            charts.Append(Chart.Render("Errors a second", axis, Line("errors", 5, point => point.Errors)));
        }
        return charts.Append("<details><summary>The charts as a table</summary>\n").Append(ReportPage.Table(
            ["second", "circuits", "operations", "p50 ms", "p99 ms", "errors"],
            points.Select(point => new[]
            {
                Number(point.Second), Number(point.Circuits), Number(point.Operations), LoadWords.Milliseconds(point.P50), LoadWords.Milliseconds(point.P99), Number(point.Errors),
            }))).Append("</details>\n").ToString();

        ChartLine Line(string name, int colour, Func<LoadSecond, double?> valueOf) => new(name, colour, [.. points.Select(valueOf)]);
    }

    private static string Errors(IReadOnlyList<ErrorCount> errors) => errors.Count == 0
        ? ""
        : "<h2>Errors</h2>\n" + ReportPage.Table(["kind", "count", "the first said"], errors.Select(error => new[] { error.Kind, Number(error.Count), error.Example }));

    /// <summary>A long load has more seconds than a chart has room: several then make one point, with the worst of their latencies.</summary>
    private static IReadOnlyList<LoadSecond> Thin(IReadOnlyList<LoadSecond> timeline)
    {
        var each = (timeline.Count + MostPoints - 1) / MostPoints;
        return each == 1 ? timeline : [.. timeline.Chunk(each).Select(seconds => new LoadSecond(
            seconds[^1].Second, seconds[^1].Circuits, seconds[^1].Failed, seconds.Sum(second => second.Operations) / seconds.Length,
            seconds.Max(second => second.P50), seconds.Max(second => second.P99), (int)Math.Ceiling(seconds.Average(second => second.Errors))))];
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
