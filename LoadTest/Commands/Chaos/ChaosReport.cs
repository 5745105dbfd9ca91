using System.Globalization;
using System.Text;
using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Chaos;

internal static class ChaosReport
{
    /// <summary>What one fault did, as a line while the others are still to come.</summary>
    public static string Line(FaultOutcome outcome, int users) => string.Create(
        CultureInfo.InvariantCulture,
        $"{outcome.Hit} of {users} pages lost their server. Blackout p50 {P(outcome, 50):0.00} s, longest {P(outcome, 100):0.00} s. {outcome.Lost} clicks lost, {outcome.Duplicated} counted twice.");

    public static string Render(ChaosResult result)
    {
        var text = new StringBuilder().AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Faults under {result.Users} users who click (seed {result.Seed}; {result.Clicks} clicks sent, {result.Confirmed} confirmed; blackouts in seconds, of users whose page lost its server, or of all where none did):");
        text.AppendLine(TextTable.Render([["FAULT", "TIMES", "PAGES HIT", "P50", "P99", "MAX", "LOST", "WENT BACK", "DUPLICATED"], .. Rows(result)]));
        foreach (var verdict in ChaosVerdict.Of(result))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{verdict.Goal} {verdict.Fact} {GoalText.Of(verdict.IsMet)}");
        }
        text.AppendLine().AppendLine(Conclusion(result));
        return result.Violation is null ? text.ToString() : text.AppendLine().AppendLine(result.Violation).ToString();
    }

    private static string Conclusion(ChaosResult result) =>
        !result.IsTrue ? string.Create(CultureInfo.InvariantCulture, $"Clicks were lost or counted twice. Run it again with --seed {result.Seed} for the same faults; the first case is below.")
        : result.Missing > 0 ? "Nothing was lost, but somebody did not come back."
        : ChaosVerdict.Of(result).All(verdict => verdict.IsMet) ? "Nothing was lost, and everybody came back in time."
        : "Nothing was lost, but something took longer than its goal.";

    private static IEnumerable<string[]> Rows(ChaosResult result)
    {
        foreach (var kind in result.Outcomes.GroupBy(outcome => outcome.Fault.Kind).OrderBy(group => group.Key))
        {
            double[] blackouts = [.. kind.SelectMany(outcome => outcome.Blackouts)];
            yield return
            [
                FaultKinds.NameOf(kind.Key),
                Text(kind.Count()),
                Text(kind.Sum(outcome => outcome.Hit)),
                Text(Percentile.Of(blackouts, 50)),
                Text(Percentile.Of(blackouts, 99)),
                Text(blackouts.Max()),
                Text(kind.Sum(outcome => outcome.Lost)),
                Text(kind.Sum(outcome => outcome.WentBack)),
                Text(kind.Sum(outcome => outcome.Duplicated)),
            ];
        }
        yield return ["opened anew at the end", "", "", "", "", "", Text(result.AtEnd.Lost), Text(result.AtEnd.WentBack), Text(result.AtEnd.Duplicated)];
    }

    private static double P(FaultOutcome outcome, int percent) => Percentile.Of(outcome.Blackouts, percent);

    private static string Text(double seconds) => seconds.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
