using System.Globalization;
using System.Text;

namespace BlazorAspire.LoadTest.Commands.Fanout;

internal static class FanoutReport
{
    public static string Render(IReadOnlyList<FanoutResult> results, int servers)
    {
        var text = new StringBuilder().AppendLine().AppendLine(CultureInfo.InvariantCulture,
            $"Numbered messages from one server to a client on each of {servers} (medians of {results[0].Rounds.Count} rounds; least to most in brackets):");
        text.Append(TextTable.Render(
        [
            ["REDIS", "CLIENT ALONE/S", "HUB/S", "RATIO", "P50 ms", "P99 ms", "LOST", "BACK s"],
            .. results.Select(result => new[]
            {
                result.Server,
                Number(result.Raw.Median, "0"),
                Number(result.Hub.Median, "0"),
                result.Ratio.ToText("0.00"),
                result.P50.ToText("0.00"),
                result.P99.ToText("0.00"),
                Number(result.Lost, "0"),
                Number(result.Back.TotalSeconds, "0.0"),
            }),
        ]));
        text.AppendLine().AppendLine("Deliveries a second over all clients; latencies at half of the hub's peak in the round; back after Redis was killed and started again.");
        foreach (var result in results)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"{result.Server}: goal ratio at least {FanoutResult.LeastRatio:0.0}, p99 at most {FanoutResult.MostMilliseconds:0} ms, none lost, back in {FanoutResult.MostBack.TotalSeconds:0} s. {(result.IsGoalMet ? "Met" : "Missed")}.");
        }
        return text.ToString();
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
