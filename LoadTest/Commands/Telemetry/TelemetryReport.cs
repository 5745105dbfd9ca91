using System.Globalization;
using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Telemetry;

internal static class TelemetryReport
{
    public static string Render(TelemetryResult result, long received, long scrapes, int rounds, int users) => string.Create(CultureInfo.InvariantCulture, $"""

        Clicks on one replica with {users} users in flight, client and receiver on the same machine: without telemetry, and with logs, traces and metrics sent
        by OTLP ({received} messages came) and the metrics read as Prometheus text ({scrapes} times). Medians of {rounds} rounds; least to most in brackets:
        {Table(result)}
        {result.Cores}
        Goal: at least {TelemetryResult.LeastRatio:0.00} of the clicks without it. {GoalText.Of(result.IsGoalMet)}

        """);

    public static string Line(TelemetryRun run) => string.Create(CultureInfo.InvariantCulture,
        $"{run.Clicks.ClicksPerSecond:0} clicks/s, p50 {run.Clicks.P50:0.00} ms, p99 {run.Clicks.P99:0.00} ms, {run.MicrosecondsPerClick:0} µs of processor time a click");

    private static string Table(TelemetryResult result) => TextTable.Render(
    [
        ["TELEMETRY", "CLICKS/S", "RATIO TO OFF", "CPU µs A CLICK", "CPU RATIO TO OFF"],
        Row("off", result.Off, "", ""),
        Row("on", result.On, result.Ratio.ToText("0.00"), result.ProcessorRatio.ToText("0.00")),
    ]);

    private static string[] Row(string name, IReadOnlyList<TelemetryRun> runs, string ratio, string processorRatio) =>
    [
        name, Spread.Of(runs.Select(run => run.Clicks.ClicksPerSecond)).ToText("0"), ratio, Spread.Of(runs.Select(run => run.MicrosecondsPerClick)).ToText("0"), processorRatio,
    ];
}
