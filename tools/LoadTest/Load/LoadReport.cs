using System.Globalization;
using System.Text;
using BlazorAspire.LoadTest.Reports;

namespace BlazorAspire.LoadTest.Load;

/// <summary>The result for people: as text for a console, and as a page with charts.</summary>
internal static class LoadReport
{
    private const int MaxExampleLength = 100;
    private const int MaxPoints = 240;
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <param name="isHeaded">Whether a heading above it names the machine.</param>
    public static string ToText(LoadResult result, bool isHeaded = false)
    {
        var text = new StringBuilder().AppendLine();
        text.AppendLine(Culture, $"{Title(result.Setting)}{(result.IsEarly ? ", ended early" : "")}").AppendLine(How(result.Setting));
        if (!isHeaded)
        {
            text.AppendLine(Culture, $"Machine: {result.Setting.Machine}");
        }

        text.AppendLine();
        foreach (var (name, words) in Facts(result))
        {
            text.AppendLine(Culture, $"{name,-11} {words}");
        }

        text.AppendLine().Append(TextReport.Table(["MILLISECONDS", "COUNT", "P50", "P95", "P99", "P99.9", "MAX"], Latencies(result)));
        if (result.Errors is [var first, ..])
        {
            text.AppendLine().Append(TextReport.Table(["ERRORS", "COUNT"], result.Errors.Select(error => new[] { error.Kind, Number(error.Count) })));
            var example = first.Example.ReplaceLineEndings(" ");
            text.AppendLine(Culture, $"The first said: {(example.Length <= MaxExampleLength ? example : $"{example[..MaxExampleLength]}…")}");
        }

        if (result.Limits.Count > 0)
        {
            text.AppendLine().Append(TextReport.Table(["LIMIT", "MEASURED", "VERDICT"], Limits(result)));
        }

        return text.ToString();
    }

    public static string ToPage(LoadResult result)
    {
        var body = new StringBuilder();
        if (result.Limits.Count > 0)
        {
            body.Append(Culture, $"<h2>{(result.LimitsHold ? "✓ All limits hold" : "✗ Not all limits hold")}</h2>\n").Append(ReportPage.Table(["limit", "measured", "verdict"], Limits(result)));
        }

        body.Append("<dl>\n");
        foreach (var (name, words) in Facts(result))
        {
            body.Append(Culture, $"<div><dt>{ReportPage.Encode(name)}</dt><dd>{ReportPage.Encode(words)}</dd></div>\n");
        }

        body.Append("</dl>\n<h2>Milliseconds</h2>\n").Append(ReportPage.Table(["", "count", "p50", "p95", "p99", "p99.9", "max"], Latencies(result))).Append(Charts(result.Timeline));
        if (result.Errors.Count > 0)
        {
            body.Append("<h2>Errors</h2>\n").Append(ReportPage.Table(["kind", "count", "the first said"], result.Errors.Select(error => new[] { error.Kind, Number(error.Count), error.Example })));
        }

        return ReportPage.Render(
            Title(result.Setting), $"{How(result.Setting)}{(result.IsEarly ? "; ended early" : "")}.", body.ToString(),
            string.Create(Culture, $"{result.Setting.Machine}. Started {result.Setting.StartedAt:yyyy-MM-dd HH:mm:ss} UTC."));
    }

    private static string Charts(IReadOnlyList<LoadSecond> timeline)
    {
        if (timeline.Count < 2)
        {
            return "";
        }

        var points = Thin(timeline);
        int[] seconds = [.. points.Select(point => point.Second)];
        var rows = points.Select(point => new[] { Number(point.Second), Number(point.Circuits), Number(point.Operations), Milliseconds(point.P50), Milliseconds(point.P99), Number(point.Errors) });
        return new StringBuilder()
            .Append(ReportPage.Chart("Operations a second", seconds, Line("operations", 1, point => point.Operations)))
            .Append(ReportPage.Chart("Milliseconds for an operation", seconds, Line("p50", 1, point => point.P50), Line("p99", 2, point => point.P99)))
            .Append(ReportPage.Chart("Open circuits", seconds, Line("circuits", 3, point => point.Circuits)))
            .Append(ReportPage.Chart("Errors a second", seconds, Line("errors", 5, point => point.Errors)))
            .Append("<details><summary>The charts as a table</summary>\n")
            .Append(ReportPage.Table(["second", "circuits", "operations", "p50 ms", "p99 ms", "errors"], rows))
            .Append("</details>\n").ToString();

        (string, int, double?[]) Line(string name, int colour, Func<LoadSecond, double?> valueOf) => (name, colour, [.. points.Select(valueOf)]);
    }

    /// <summary>A long load has more seconds than a chart has room: several then make one point, with the worst of their latencies.</summary>
    private static LoadSecond[] Thin(IReadOnlyList<LoadSecond> timeline) => [.. timeline.Chunk((timeline.Count + MaxPoints - 1) / MaxPoints).Select(seconds => seconds[^1] with
    {
        Operations = seconds.Sum(second => second.Operations) / seconds.Length,
        P50 = seconds.Max(second => second.P50),
        P99 = seconds.Max(second => second.P99),
        Errors = (int)Math.Ceiling(seconds.Average(second => second.Errors)),
    })];

    private static string Title(LoadSetting setting) => string.Create(Culture, $"{setting.Users:N0} users, {setting.Scenario}, on {setting.Url}");

    private static string How(LoadSetting setting)
    {
        var pace = setting switch
        {
            { Scenario: "idle" } => "they hold their circuits",
            { DueEachSecond: > 0 } => string.Create(Culture, $"{setting.DueEachSecond:N0} operations are due each second"),
            _ => string.Create(Culture, $"each thinks {setting.ThinkSeconds:0.###} s after an operation"),
        };
        return string.Create(Culture, $"{setting.Ramp} users set out each second; {pace}; {setting.DurationSeconds:0.###} s from when the last has set out");
    }

    /// <summary>The figures that are no percentiles, each with its name.</summary>
    private static IEnumerable<(string Name, string Words)> Facts(LoadResult result)
    {
        var (circuits, client) = (result.Circuits, result.Client);
        yield return ("circuits", string.Create(Culture,
            $"{circuits.Started:N0} started, {circuits.Failed:N0} failed, {circuits.Open:N0} open at the end, {circuits.Reconnects:N0} reconnects, {circuits.Reloads:N0} reloads, {circuits.Misroutes:N0} misroutes"));
        yield return ("operations", string.Create(Culture, $"{result.Operations.Count:N0} in {result.Seconds:0.0} s = {result.Rate:N1} a second"));
        yield return ("errors", Number(result.Errors.Sum(error => error.Count)));
        yield return ("client", string.Create(Culture, $"{client.Cores:0.00} cores, {client.KilobytesPerCircuit:0} KB a circuit, {client.LiveKilobytesPerCircuit:0} KB of it live"));
        if (result.Replicas.Count > 0)
        {
            yield return ("replicas", string.Join(", ", result.Replicas.Select(replica => $"{replica.Key} {Number(replica.Value)}")));
        }

        if (result.Server is { } server)
        {
            yield return ("server", server.Problem ?? string.Create(Culture, $"{server.KilobytesPerCircuit:0} KB a circuit, from {server.FromMegabytes:0} MB to {server.ToMegabytes:0} MB"));
        }

        if (result.Prerender.Length > 0)
        {
            yield return ("prerender", result.Prerender);
        }
    }

    private static IEnumerable<string[]> Latencies(LoadResult result) => [Latency("start of a page", result.Starts), Latency("operation", result.Operations)];

    private static string[] Latency(string name, LatencySummary times) =>
        [name, Number(times.Count), Milliseconds(times.P50), Milliseconds(times.P95), Milliseconds(times.P99), Milliseconds(times.P999), Milliseconds(times.Max)];

    private static IEnumerable<string[]> Limits(LoadResult result) => result.Limits.Select(limit => new[] { limit.Limit, limit.Measured, limit.Holds ? "holds" : "does not hold" });

    private static string Milliseconds(double? value) => value switch
    {
        null => "-",
        >= 100 => value.Value.ToString("N0", Culture),
        _ => value.Value.ToString("0.00", Culture),
    };

    private static string Number(long number) => number.ToString("N0", Culture);
}
