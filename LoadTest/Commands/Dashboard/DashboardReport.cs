using System.Globalization;
using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Dashboard;

internal static class DashboardReport
{
    private const double Megabyte = 1024 * 1024;

    public static string Render(DashboardResult result, int logs, int spans) => string.Create(CultureInfo.InvariantCulture, $"""

        Memory of the dashboard while it took {logs:N0} log entries and {spans:N0} spans: at most {result.Memory / Megabyte:0} MB, {result.MemoryAfter / Megabyte:0} MB after it.
        Goal: at most {DashboardResult.MostMemory / Megabyte:0} MB. {GoalText.Of(result.IsMemoryMet)}

        From writing a line to the page of the logs, filtered for the marked ones, one in each tenth of a second:
        {Line(result.Usual)}
        {Line(result.Flood)}
        Goal: at {result.Usual.Rate:N0} lines a second within {DashboardResult.MostMilliseconds:0} ms, 99 of 100, and all of them. {GoalText.Of(result.IsDelayMet)}

        """);

    private static string Line(PageDelay delay) => delay.Seen.Length == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{delay.Rate:N0} lines a second: none of {delay.NotSeen} was seen.")
        : string.Create(CultureInfo.InvariantCulture,
            $"{delay.Rate:N0} lines a second: p50 {Percentile.Of(delay.Seen, 50):0} ms, p95 {Percentile.Of(delay.Seen, 95):0} ms, p99 {delay.P99:0} ms, at most {delay.Seen.Max():0} ms; "
            + $"{delay.NotSeen} of {delay.Seen.Length + delay.NotSeen} not seen; the page stood still for at most {delay.LongestStandstill:0} ms.");
}
