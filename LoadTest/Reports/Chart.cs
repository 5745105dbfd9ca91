using System.Globalization;
using System.Net;
using System.Text;

namespace BlazorAspire.LoadTest.Reports;

/// <summary>Lines over an axis, as SVG. The outer drawing counts in percent, so that words keep their size; only the lines are stretched.</summary>
internal static class Chart
{
    private const int Ticks = 4;
    private static readonly int[] Tops = [1, 2, 4, 6, 8, 10];

    public static string Render(string title, ChartAxis axis, params IReadOnlyList<ChartLine> lines)
    {
        var top = NiceTop(lines.Max(line => line.Values.Max()) ?? 0);
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<figure>\n<figcaption>{WebUtility.HtmlEncode(title)}{Legend(lines)}</figcaption>\n");
        html.Append(CultureInfo.InvariantCulture, $"<svg class=\"chart\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(Summary(title, lines))}\">\n");
        for (var tick = 0; tick <= Ticks; tick++)
        {
            var y = 100.0 - 100.0 * tick / Ticks;
            html.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"{y:0.##}%\" y2=\"{y:0.##}%\"/>");
            html.Append(CultureInfo.InvariantCulture, $"<text x=\"-8\" y=\"{y:0.##}%\" dy=\"0.32em\" text-anchor=\"end\">{top * tick / Ticks:0.###}</text>\n");
        }
        html.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"100%\" dy=\"1.6em\">{axis.First}</text><text x=\"100%\" y=\"100%\" dy=\"1.6em\" text-anchor=\"end\">{axis.Last}</text>\n");
        html.Append("<svg viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\" width=\"100%\" height=\"100%\" overflow=\"visible\">\n");
        foreach (var line in lines)
        {
            foreach (var run in Runs(axis, line, top))
            {
                html.Append(CultureInfo.InvariantCulture, $"<polyline class=\"line series-{line.Colour}\" points=\"{run}\" vector-effect=\"non-scaling-stroke\"/>\n");
            }
        }
        return html.Append("</svg>\n</svg>\n</figure>\n").ToString();
    }

    /// <summary>A figure that divides well, and that no value exceeds.</summary>
    private static double NiceTop(double most)
    {
        if (most <= 0)
        {
            return Ticks;
        }
        var power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        return Tops.First(step => step * power >= most) * power;
    }

    /// <summary>A line stops where there is no value, and begins again behind it.</summary>
    private static IEnumerable<string> Runs(ChartAxis axis, ChartLine line, double top)
    {
        var run = new List<string>();
        for (var index = 0; index < line.Values.Count; index++)
        {
            if (line.Values[index] is { } value)
            {
                run.Add(string.Create(CultureInfo.InvariantCulture, $"{axis.PercentOf(index):0.##},{100 - 100 * value / top:0.##}"));
            }
            else if (run.Count > 0)
            {
                yield return string.Join(' ', run);
                run.Clear();
            }
        }
        if (run.Count > 0)
        {
            yield return string.Join(' ', run);
        }
    }

    private static string Legend(IReadOnlyList<ChartLine> lines) => lines.Count < 2
        ? ""
        : string.Concat(lines.Select(line => string.Create(CultureInfo.InvariantCulture, $" <span class=\"key series-{line.Colour}\">{WebUtility.HtmlEncode(line.Name)}</span>")));

    private static string Summary(string title, IReadOnlyList<ChartLine> lines) =>
        $"{title}: {string.Join("; ", lines.Select(Summary))}.";

    private static string Summary(ChartLine line)
    {
        var values = line.Values.OfType<double>().ToArray();
        return values.Length == 0
            ? $"{line.Name}, no value"
            : string.Create(CultureInfo.InvariantCulture, $"{line.Name} from {values.Min():0.##} to {values.Max():0.##}, {values[^1]:0.##} at the end");
    }
}
