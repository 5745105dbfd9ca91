using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorAspire.LoadTest.Load;

/// <summary>The result for people: the same sentences, figures and tables as text for a console, and on a page with charts.</summary>
internal static class LoadReport
{
    private const int MaxExampleLength = 100;
    private const int MaxPoints = 240;
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string ToText(LoadResult result) => string.Join(Environment.NewLine, [
        "", Title(result.Setting), $"{How(result.Setting)}{(result.IsEarly ? ", ended early" : "")}", $"Machine: {result.Setting.Machine}",
        $"Version: {result.Setting.Version}", "",
        .. Facts(result).Select(fact => $"{fact.Name,-11} {fact.Words}"), "", .. Tables(result).Select(table => TextReport.Table(table.Head, table.Rows))]);

    public static async Task<string> ToPageAsync(LoadResult result)
    {
        await using var services = new ServiceCollection().AddSingleton(result).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<LoadPage>()).ToHtmlString());
    }

    public static string Title(LoadSetting setting) => Invariant($"{setting.Users:N0} users, {setting.Scenario}, on {setting.Url}");

    public static string How(LoadSetting setting)
    {
        var pace = setting switch
        {
            { Scenario: "idle" } => "they hold their circuits",
            { DueEachSecond: > 0 } => Invariant($"{setting.DueEachSecond:N0} operations are due each second"),
            _ => Invariant($"each thinks {setting.ThinkSeconds:0.###} s after an operation"),
        };
        return Invariant($"{setting.Ramp} users set out each second; {pace}; {setting.DurationSeconds:0.###} s from when all of them had a page");
    }

    /// <summary>The figures that are no percentiles, each with its name.</summary>
    public static IEnumerable<(string Name, string Words)> Facts(LoadResult result)
    {
        var (circuits, client) = (result.Circuits, result.Client);
        yield return ("circuits", Invariant($"{circuits.Started:N0} started, {circuits.Failed:N0} failed, {circuits.Open:N0} open at the end, ")
            + Invariant($"{circuits.Reconnects:N0} reconnects, {circuits.Reloads:N0} reloads, {circuits.Misroutes:N0} misroutes"));
        yield return ("operations", Invariant($"{result.Operations.Count:N0} in {result.Seconds:0.0} s = {result.Rate:N1} a second"));
        yield return ("errors", Number(result.Errors.Sum(error => error.Count)));
        yield return ("client", Invariant($"{client.Cores:0.00} cores, {client.KilobytesPerCircuit:0} KB a circuit, ")
            + Invariant($"{client.LiveKilobytesPerCircuit:0} KB of it live"));
        if (result.Replicas.Count > 0)
        {
            yield return ("replicas", string.Join(", ", result.Replicas.Select(replica => $"{replica.Key} {Number(replica.Value)}")));
        }

        if (result.Server is { } server)
        {
            yield return ("server", server.Problem
                ?? Invariant($"{server.KilobytesPerCircuit:0} KB a circuit, from {server.FromMegabytes:0} MB to {server.ToMegabytes:0} MB"));
        }

        if (result.Prerender.Length > 0)
        {
            yield return ("prerender", result.Prerender);
        }

        if (result.Errors is [var first, ..])
        {
            var example = first.Example.ReplaceLineEndings(" ");
            yield return ("first error", example.Length <= MaxExampleLength ? example : $"{example[..MaxExampleLength]}…");
        }
    }

    public static IEnumerable<(string[] Head, IEnumerable<string[]> Rows)> Tables(LoadResult result)
    {
        string[][] latencies = [Latency("start of a page", result.Starts), Latency("operation", result.Operations)];
        yield return (["MILLISECONDS", "COUNT", "P50", "P95", "P99", "P99.9", "MAX"], latencies);
        if (result.Errors.Count > 0)
        {
            yield return (["ERRORS", "COUNT"], result.Errors.Select(error => new[] { error.Kind, Number(error.Count) }));
        }

        if (result.Limits.Count > 0)
        {
            var limits = result.Limits.Select(limit => new[] { limit.Limit, limit.Measured, limit.Holds ? "holds" : "does not hold" });
            yield return (["LIMIT", "MEASURED", "VERDICT"], limits);
        }
    }

    /// <summary>A long load has more seconds than a chart has room: several then make one point, with the worst of their latencies.</summary>
    public static LoadSecond[] Points(IReadOnlyList<LoadSecond> timeline) =>
    [
        .. timeline.Chunk((timeline.Count + MaxPoints - 1) / MaxPoints).Select(seconds => seconds[^1] with
        {
            Operations = seconds.Sum(second => second.Operations) / seconds.Length,
            P50 = seconds.Max(second => second.P50),
            P99 = seconds.Max(second => second.P99),
            Errors = (int)Math.Ceiling(seconds.Average(second => second.Errors)),
        }),
    ];

    public static string Milliseconds(double? value) => value switch
    {
        null => "-",
        >= 100 => value.Value.ToString("N0", Culture),
        _ => value.Value.ToString("0.00", Culture),
    };

    public static string Number(long number) => number.ToString("N0", Culture);

    private static string[] Latency(string name, LatencySummary times) =>
        [name, Number(times.Count), .. new[] { times.P50, times.P95, times.P99, times.P999, times.Max }.Select(Milliseconds)];
}
