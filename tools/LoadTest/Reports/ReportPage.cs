using System.Globalization;
using System.Net;
using System.Text;

namespace BlazorAspire.LoadTest.Reports;

/// <summary>A report as one page that needs nothing else: no script, no other file, light or dark as the reader has it.</summary>
internal static class ReportPage
{
    private const int Ticks = 4;
    private static readonly int[] Tops = [1, 2, 4, 6, 8, 10];
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string Render(string title, string lead, string body, string footer)
    {
        using var style = new StreamReader(typeof(ReportPage).Assembly.GetManifestResourceStream("report.css")!);
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Encode(title)}</title>
            <style>
            {style.ReadToEnd()}
            </style>
            </head>
            <body>
            <main>
            <h1>{Encode(title)}</h1>
            <p class="lead">{Encode(lead)}</p>
            {body}<footer><p>{Encode(footer)}</p></footer>
            </main>
            </body>
            </html>

            """;
    }

    public static string Table(string[] head, IEnumerable<string[]> rows)
    {
        var html = new StringBuilder("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>");
        html.AppendJoin("", head.Select(cell => $"<th scope=\"col\">{Encode(cell)}</th>")).Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            html.Append("<tr>").AppendJoin("", row.Select((cell, column) => column == 0 ? $"<th scope=\"row\">{Encode(cell)}</th>" : $"<td>{Encode(cell)}</td>")).Append("</tr>\n");
        }

        return html.Append("</tbody>\n</table></div>\n").ToString();
    }

    /// <summary>Lines over seconds, as SVG. The outer drawing counts in percent, so that words keep their size; only the lines are stretched.</summary>
    /// <param name="lines">Each with the number of its colour, and a value for each second; null where the line has none.</param>
    public static string Chart(string title, IReadOnlyList<int> seconds, params IReadOnlyList<(string Name, int Colour, double?[] Values)> lines)
    {
        var top = NiceTop(lines.Max(line => line.Values.Max()) ?? 0);
        var legend = lines.Count < 2 ? "" : string.Concat(lines.Select(line => $" <span class=\"key series-{line.Colour}\">{Encode(line.Name)}</span>"));
        var html = new StringBuilder($"<figure>\n<figcaption>{Encode(title)}{legend}</figcaption>\n");
        html.Append(Culture, $"<svg class=\"chart\" role=\"img\" aria-label=\"{Encode(title)}: {Encode(string.Join("; ", lines.Select(Summary)))}.\">\n");
        for (var tick = 0; tick <= Ticks; tick++)
        {
            var y = 100.0 - 100.0 * tick / Ticks;
            html.Append(Culture, $"<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"{y:0.##}%\" y2=\"{y:0.##}%\"/>");
            html.Append(Culture, $"<text x=\"-8\" y=\"{y:0.##}%\" dy=\"0.32em\" text-anchor=\"end\">{top * tick / Ticks:0.###}</text>\n");
        }

        html.Append(Culture, $"<text x=\"0\" y=\"100%\" dy=\"1.6em\">{seconds[0]} s</text><text x=\"100%\" y=\"100%\" dy=\"1.6em\" text-anchor=\"end\">{seconds[^1]} s</text>\n");
        html.Append("<svg viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\" width=\"100%\" height=\"100%\" overflow=\"visible\">\n");
        foreach (var (_, colour, values) in lines)
        {
            var points = seconds.Zip(values).Where(point => point.Second is not null)
                .Select(point => string.Create(Culture, $"{100.0 * (point.First - seconds[0]) / (seconds[^1] - seconds[0]):0.##},{100 - 100 * point.Second!.Value / top:0.##}"));
            html.Append(Culture, $"<polyline class=\"line series-{colour}\" points=\"{string.Join(' ', points)}\" vector-effect=\"non-scaling-stroke\"/>\n");
        }

        return html.Append("</svg>\n</svg>\n</figure>\n").ToString();
    }

    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A figure that divides well, and that no value exceeds.</summary>
    private static double NiceTop(double most)
    {
        var power = most > 0 ? Math.Pow(10, Math.Floor(Math.Log10(most))) : 1;
        return Tops.First(step => step * power >= most) * power;
    }

    private static string Summary((string Name, int Colour, double?[] Values) line) =>
        string.Create(Culture, $"{line.Name} from {line.Values.Min() ?? 0:0.##} to {line.Values.Max() ?? 0:0.##}, {line.Values[^1] ?? 0:0.##} at the end");
}
