using System.Globalization;
using System.Text;
using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Fanout;

internal static class FanoutReport
{
    public static string Render(IReadOnlyList<FanoutResult> results, int servers)
    {
        var text = new StringBuilder().AppendLine().AppendLine(CultureInfo.InvariantCulture,
            $"Numbered messages from one server to a client on each of {servers} (medians of {results[0].Hub.Count} rounds; least to most in brackets):");
        text.Append(TextTable.Render(
        [
            ["REDIS", "CLIENT ALONE/S", "HUB/S", "RATIO", "P50 ms", "P99 ms", "LOST", "BACK s"],
            .. results.Select(result => new[]
            {
                result.Server,
                Number(Spread.Of(result.Raw).Median, "0"),
                Number(Spread.Of(result.Hub).Median, "0"),
                $"{Number(result.Ratio.Median, "0.00")} [{Number(result.Ratio.Least, "0.00")} {Number(result.Ratio.Most, "0.00")}]",
                Number(result.P50, "0.00"),
                Number(result.P99, "0.00"),
                Number(result.Lost, "0"),
                Number(result.Back.TotalSeconds, "0.0"),
            }),
        ]));
        text.AppendLine().AppendLine("Deliveries a second over all clients; latencies at half of the hub's peak; back after Redis was killed and started again.");
        foreach (var result in results)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"{result.Server}: goal ratio at least {FanoutResult.LeastRatio:0.0}, p99 at most {FanoutResult.MostMilliseconds:0} ms, none lost, back in {FanoutResult.MostBack.TotalSeconds:0} s. {(result.IsGoalMet ? "Met" : "Missed")}.");
        }
        return text.ToString();
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
