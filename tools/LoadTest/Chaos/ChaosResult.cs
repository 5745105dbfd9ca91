using System.Globalization;
using System.Text;
using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.LoadTest.Reports;

namespace BlazorAspire.LoadTest.Chaos;

/// <summary>What one fault did to the users.</summary>
/// <param name="Downtimes">In seconds, of each user whose page lost its server; where none did, of all users.</param>
/// <param name="Hit">Users whose page lost its server: its connection broke, or it was moved.</param>
/// <param name="Missing">Users who had no confirmed click in the time that they got after the fault.</param>
/// <param name="DrainSeconds">That the drain of a replica took, until its process had ended; null for other faults.</param>
internal sealed record FaultOutcome(Fault Fault, IReadOnlyList<double> Downtimes, int Hit, ClickFaults Clicks, int Missing, double? DrainSeconds)
{
    /// <summary>
    /// The longest wait of a user for a confirmed click, of those due before the end: from the moment when it was due, or from the fault where that
    /// came later. For a user who never got one, all the time until the end.
    /// </summary>
    public static TimeSpan DowntimeOf(IReadOnlyList<ClickSpan> answered, TimeSpan fault, TimeSpan end)
    {
        var waits = answered.Where(span => span.Due <= end).Select(span => span.Confirmed - (span.Due > fault ? span.Due : fault)).ToArray();
        return waits.Length == 0 ? end - fault : waits.Max();
    }

    /// <summary>As a line while other faults are still to come.</summary>
    public string ToLine(int users) => string.Create(CultureInfo.InvariantCulture,
        $"{Hit} of {users} pages lost their server. Downtime p50 {Spread.Percentile(Downtimes, 50):0.00} s, longest {Downtimes.Max():0.00} s. {Clicks.Lost} clicks lost, {Clicks.Duplicated} counted twice.");
}

/// <summary>Whether one goal was met.</summary>
internal sealed record ChaosVerdict(string Goal, string Fact, bool IsMet);

/// <param name="Outcomes">Of the faults that were done, in their order.</param>
/// <param name="Confirmed">Those of them that a screen has shown to be counted.</param>
/// <param name="Kept">Users of whom every confirmed click was there at every moment, and when they opened the page again at the end.</param>
/// <param name="AtEnd">What went wrong only when the users opened the page again at the end.</param>
/// <param name="Violation">The first thing that went wrong, with what came before it; null when nothing did.</param>
internal sealed record ChaosResult(int Users, int Seed, IReadOnlyList<FaultOutcome> Outcomes, int Sent, int Confirmed, int Kept, ClickFaults AtEnd, string? Violation)
{
    private const double MaxDrainSeconds = 10;

    /// <summary>Seconds that 99 of 100 users whose page lost its server may be without a confirmed click.</summary>
    public static IReadOnlyList<(FaultKind Kind, double Seconds)> DowntimeGoals { get; } = [(FaultKind.Kill, 5), (FaultKind.Roll, 2), (FaultKind.Gateway, 15)];

    public ClickFaults Clicks => Outcomes.Aggregate(AtEnd, (sum, outcome) => sum + outcome.Clicks);

    public int Missing => Outcomes.Sum(outcome => outcome.Missing);

    /// <summary>Whether the history is that of a counter: nothing gone, nothing made up.</summary>
    public bool IsTrue => Clicks == default && Violation is null;

    public bool IsGoalMet => IsTrue && Verdicts.All(verdict => verdict.IsMet);

    /// <summary>Of the goals that the faults could tell something about.</summary>
    public IReadOnlyList<ChaosVerdict> Verdicts =>
    [
        new("All state is kept.", Text($"That of {Kept} of {Users} users was."), Kept == Users),
        new("No confirmed click is lost.", Text($"{Clicks.Lost} of {Confirmed} were, and {Clicks.WentBack} times a screen went back."), Clicks.Lost == 0 && Clicks.WentBack == 0),
        new("No click is counted twice.", Text($"{Clicks.Duplicated} were."), Clicks.Duplicated == 0),
        new("Everybody comes back after each fault.", Text($"{Missing} did not."), Missing == 0),
        .. DrainVerdicts(),
        .. DowntimeVerdicts(),
    ];

    public string Render()
    {
        var text = new StringBuilder().AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Faults under {Users} users who click (seed {Seed}; {Sent} clicks sent, {Confirmed} confirmed; downtimes in seconds, of users whose page lost its server, or of all where none did):");
        text.AppendLine(TextReport.Table(["FAULT", "TIMES", "PAGES HIT", "P50", "P99", "MAX", "LOST", "WENT BACK", "DUPLICATED"], Rows()));
        foreach (var verdict in Verdicts)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{verdict.Goal} {verdict.Fact} {TextReport.Verdict(verdict.IsMet)}");
        }

        text.AppendLine().AppendLine(Conclusion());
        return Violation is null ? text.ToString() : text.AppendLine().AppendLine(Violation).ToString();
    }

    private string Conclusion() =>
        !IsTrue ? Text($"Clicks were lost or counted twice. Run it again with --seed {Seed} for the same faults; the first case is below.")
        : Missing > 0 ? "Nothing was lost, but somebody did not come back."
        : IsGoalMet ? "Nothing was lost, and everybody came back in time."
        : "Nothing was lost, but something took longer than its goal.";

    private IEnumerable<ChaosVerdict> DrainVerdicts()
    {
        double[] drains = [.. Outcomes.Select(outcome => outcome.DrainSeconds).OfType<double>()];
        if (drains.Length > 0)
        {
            yield return new(Text($"Each replica that drains is out in less than {MaxDrainSeconds:0} s."), Text($"The slowest of {drains.Length} took {drains.Max():0.0} s."), drains.Max() < MaxDrainSeconds);
        }
    }

    private IEnumerable<ChaosVerdict> DowntimeVerdicts()
    {
        foreach (var (kind, seconds) in DowntimeGoals)
        {
            double[] downtimes = [.. Outcomes.Where(outcome => outcome.Fault.Kind == kind).SelectMany(outcome => outcome.Downtimes)];
            if (downtimes.Length > 0)
            {
                var p99 = Spread.Percentile(downtimes, 99);
                yield return new(Text($"Downtime p99 of '{Fault.NameOf(kind)}' is at most {seconds:0.0} s."), Text($"It was {p99:0.00} s."), p99 <= seconds);
            }
        }
    }

    private IEnumerable<string[]> Rows()
    {
        foreach (var kind in Outcomes.GroupBy(outcome => outcome.Fault.Kind).OrderBy(group => group.Key))
        {
            double[] downtimes = [.. kind.SelectMany(outcome => outcome.Downtimes)];
            yield return
            [
                Fault.NameOf(kind.Key), Text($"{kind.Count()}"), Text($"{kind.Sum(outcome => outcome.Hit)}"),
                Text($"{Spread.Percentile(downtimes, 50):0.00}"), Text($"{Spread.Percentile(downtimes, 99):0.00}"), Text($"{downtimes.Max():0.00}"),
                .. Row(kind.Aggregate(default(ClickFaults), (sum, outcome) => sum + outcome.Clicks)),
            ];
        }

        yield return ["opened again at the end", "", "", "", "", "", .. Row(AtEnd)];
    }

    private static string[] Row(ClickFaults clicks) => [Text($"{clicks.Lost}"), Text($"{clicks.WentBack}"), Text($"{clicks.Duplicated}")];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
