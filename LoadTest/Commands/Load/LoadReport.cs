using System.Globalization;
using System.Text;

namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>The report for people who look at a console.</summary>
internal static class LoadReport
{
    private const int LongestExample = 100;

    /// <param name="isHeaded">Whether a heading above it names the machine.</param>
    public static string Render(LoadResult result, bool isHeaded = false)
    {
        var text = new StringBuilder().AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{LoadWords.Heading(result.Setting)}{(result.IsEarly ? ", ended early" : "")}");
        text.AppendLine(LoadWords.How(result.Setting));
        if (!isHeaded)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Machine: {result.Setting.Machine}");
        }
        text.AppendLine();
        foreach (var (name, words) in LoadWords.Facts(result))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{name,-11} {words}");
        }
        text.AppendLine().Append(TextTable.Render(
            ["MILLISECONDS", "COUNT", "P50", "P95", "P99", "P99.9", "MAX"],
            Row("start of a page", result.Starts),
            Row("operation", result.Operations)));
        if (result.Errors.Count > 0)
        {
            text.AppendLine().AppendLine("Errors:");
            text.Append(TextTable.Render([.. result.Errors.Select(error => new[] { error.Kind, error.Count.ToString("N0", CultureInfo.InvariantCulture) })]));
            text.AppendLine(CultureInfo.InvariantCulture, $"The first said: {Short(result.Errors[0].Example)}");
        }
        if (result.Limits.Count > 0)
        {
            text.AppendLine().AppendLine("Limits:");
            text.Append(TextTable.Render([.. result.Limits.Select(limit => new[] { limit.Limit, limit.Measured, limit.Holds ? "holds" : "does not hold" })]));
        }
        return text.ToString();
    }

    private static string[] Row(string name, LatencySummary times) =>
        [name, times.Count.ToString("N0", CultureInfo.InvariantCulture), .. new[] { times.P50, times.P95, times.P99, times.P999, times.Max }.Select(LoadWords.Milliseconds)];

    private static string Short(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= LongestExample ? line : $"{line[..LongestExample]}…";
    }
}
