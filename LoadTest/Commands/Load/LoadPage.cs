using System.Globalization;
using System.Net;
using System.Text;

namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>The report as one page that needs nothing else: no script, no other file, light or dark as the reader has it.</summary>
internal static class LoadPage
{
    private const int MostPoints = 240;

    private static readonly string Style = Read("tokens.css") + Read("load.css");

    public static string Render(LoadResult result)
    {
        var html = new StringBuilder();
        var title = Encode(LoadWords.Heading(result.Setting));
        html.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <main>
            <h1>{title}</h1>
            <p class="lead">{Encode(LoadWords.How(result.Setting))}{(result.IsEarly ? "; <strong>ended early</strong>" : "")}.</p>

            """);
        html.Append(Limits(result)).Append("<dl>\n");
        foreach (var (name, words) in LoadWords.Facts(result))
        {
            html.Append(CultureInfo.InvariantCulture, $"<div><dt>{Encode(name)}</dt><dd>{Encode(words)}</dd></div>\n");
        }
        html.Append("</dl>\n").Append(Latencies(result)).Append(Charts(result.Timeline)).Append(Errors(result.Errors));
        html.Append(CultureInfo.InvariantCulture, $"<footer><p>{Encode(result.Setting.Machine)}. Started {result.Setting.StartedAt:yyyy-MM-dd HH:mm:ss} UTC.</p></footer>\n</main>\n</body>\n</html>\n");
        return html.ToString();
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Limits(LoadResult result) => result.Limits.Count == 0
        ? ""
        : $"<h2>{(result.LimitsHold ? "✓ All limits hold" : "✗ Not all limits hold")}</h2>\n" + Table(["limit", "measured", "verdict"],
            result.Limits.Select(limit => new[] { limit.Limit, limit.Measured, limit.Holds ? "✓ holds" : "✗ does not hold" }));

    private static string Latencies(LoadResult result) => "<h2>Milliseconds</h2>\n" + Table(["", "count", "p50", "p95", "p99", "p99.9", "max"],
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
        var charts = new StringBuilder();
        charts.Append(LoadChart.Render("Operations a second", points, new LoadSeries("operations", 1, point => point.Operations)));
        charts.Append(LoadChart.Render("Milliseconds for an operation", points, new LoadSeries("p50", 1, point => point.P50), new LoadSeries("p99", 2, point => point.P99)));
        charts.Append(LoadChart.Render("Open circuits", points, new LoadSeries("circuits", 3, point => point.Circuits)));
        if (points.Any(point => point.Errors > 0))
        {
            charts.Append(LoadChart.Render("Errors a second", points, new LoadSeries("errors", 5, point => point.Errors)));
        }
        return charts.Append("<details><summary>The charts as a table</summary>\n").Append(Table(
            ["second", "circuits", "operations", "p50 ms", "p99 ms", "errors"],
            points.Select(point => new[]
            {
                Number(point.Second), Number(point.Circuits), Number(point.Operations), LoadWords.Milliseconds(point.P50), LoadWords.Milliseconds(point.P99), Number(point.Errors),
            }))).Append("</details>\n").ToString();
    }

    private static string Errors(IReadOnlyList<ErrorCount> errors) => errors.Count == 0
        ? ""
        : "<h2>Errors</h2>\n" + Table(["kind", "count", "the first said"], errors.Select(error => new[] { error.Kind, Number(error.Count), error.Example }));

    /// <summary>A long load has more seconds than a chart has room: several then make one point, with the worst of their latencies.</summary>
    private static IReadOnlyList<LoadSecond> Thin(IReadOnlyList<LoadSecond> timeline)
    {
        var each = (timeline.Count + MostPoints - 1) / MostPoints;
        return each == 1 ? timeline : [.. timeline.Chunk(each).Select(seconds => new LoadSecond(
            seconds[^1].Second, seconds[^1].Circuits, seconds[^1].Failed, seconds.Sum(second => second.Operations) / seconds.Length,
            seconds.Max(second => second.P50), seconds.Max(second => second.P99), (int)Math.Ceiling(seconds.Average(second => second.Errors))))];
    }

    private static string Table(string[] head, IEnumerable<string[]> rows)
    {
        var html = new StringBuilder("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>");
        html.AppendJoin("", head.Select(cell => $"<th scope=\"col\">{Encode(cell)}</th>")).Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            html.Append("<tr>").AppendJoin("", row.Select((cell, column) => column == 0 ? $"<th scope=\"row\">{Encode(cell)}</th>" : $"<td>{Encode(cell)}</td>")).Append("</tr>\n");
        }
        return html.Append("</tbody>\n</table></div>\n").ToString();
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(LoadPage).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
