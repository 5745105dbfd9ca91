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
    public static TimeSpan DowntimeOf(IReadOnlyList<ClickSpan> answered, TimeSpan fault, TimeSpan end) => answered
        .Where(span => span.Due <= end).Select(span => span.Confirmed - (span.Due > fault ? span.Due : fault)).DefaultIfEmpty(end - fault).Max();

    /// <summary>As a line while other faults are still to come.</summary>
    public string ToLine(int users) =>
        Invariant($"{Hit} of {users} pages lost their server. Downtime p50 {Spread.Percentile(Downtimes, 50):0.00} s, longest {Downtimes.Max():0.00} s. ")
        + Invariant($"{Clicks.Lost} clicks lost, {Clicks.Duplicated} counted twice.");
}

/// <param name="Outcomes">Of the faults that were done, in their order.</param>
/// <param name="Confirmed">Those of them that a screen has shown to be counted.</param>
/// <param name="Kept">Users of whom every confirmed click was there at every moment, and when they opened the page again at the end.</param>
/// <param name="AtEnd">What went wrong only when the users opened the page again at the end.</param>
/// <param name="Violation">The first thing that went wrong, with what came before it; null when nothing did.</param>
internal sealed record ChaosResult(
    int Users, int Seed, IReadOnlyList<FaultOutcome> Outcomes, int Sent, int Confirmed, int Kept, ClickFaults AtEnd, string? Violation)
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
    public IReadOnlyList<Verdict> Verdicts =>
    [
        new(Invariant($"All state is kept. That of {Kept} of {Users} users was."), Kept == Users),
        new(
            Invariant($"No confirmed click is lost. {Clicks.Lost} of {Confirmed} were, and {Clicks.WentBack} times a screen went back."),
            Clicks is { Lost: 0, WentBack: 0 }),
        new(Invariant($"No click is counted twice. {Clicks.Duplicated} were."), Clicks.Duplicated == 0),
        new(Invariant($"Everybody comes back after each fault. {Missing} did not."), Missing == 0),
        .. Drains.Order().TakeLast(1).Select(slowest => new Verdict(
            Invariant($"Each replica that drains is out in less than {MaxDrainSeconds:0} s. The slowest of {Drains.Length} took {slowest:0.0} s."),
            slowest < MaxDrainSeconds)),
        .. DowntimeGoals.Where(goal => Downtimes(goal.Kind).Length > 0).Select(goal => Judge(goal.Kind, goal.Seconds)),
    ];

    public string Render()
    {
        string[] lines =
        [
            "",
            Invariant($"Faults under {Users} users who click (seed {Seed}; {Sent} clicks sent, {Confirmed} confirmed; ")
                + "downtimes in seconds, of users whose page lost its server, or of all where none did):",
            TextReport.Table(["FAULT", "TIMES", "PAGES HIT", "P50", "P99", "MAX", "LOST", "WENT BACK", "DUPLICATED"], Rows()),
            .. Verdicts.Select(verdict => verdict.ToString()),
            "",
            !IsTrue ? Invariant($"Clicks were lost or counted twice. Run it again with --seed {Seed} for the same faults; the first case is below.")
                : Missing > 0 ? "Nothing was lost, but somebody did not come back."
                : IsGoalMet ? "Nothing was lost, and everybody came back in time."
                : "Nothing was lost, but something took longer than its goal.",
            .. Violation is null ? [] : (string[])["", Violation],
            "",
        ];
        return string.Join(Environment.NewLine, lines);
    }

    private double[] Drains => [.. Outcomes.Select(outcome => outcome.DrainSeconds).OfType<double>()];

    private Verdict Judge(FaultKind kind, double seconds)
    {
        var p99 = Spread.Percentile(Downtimes(kind), 99);
        return new(Invariant($"Downtime p99 of '{Fault.NameOf(kind)}' is at most {seconds:0.0} s. It was {p99:0.00} s."), p99 <= seconds);
    }

    private double[] Downtimes(FaultKind kind) => [.. Outcomes.Where(outcome => outcome.Fault.Kind == kind).SelectMany(outcome => outcome.Downtimes)];

    private IEnumerable<string[]> Rows()
    {
        foreach (var kind in Outcomes.GroupBy(outcome => outcome.Fault.Kind).OrderBy(group => group.Key))
        {
            var downtimes = Downtimes(kind.Key);
            double[] figures = [Spread.Percentile(downtimes, 50), Spread.Percentile(downtimes, 99), downtimes.Max()];
            yield return
            [
                Fault.NameOf(kind.Key), Invariant($"{kind.Count()}"), Invariant($"{kind.Sum(outcome => outcome.Hit)}"),
                .. figures.Select(figure => Invariant($"{figure:0.00}")),
                .. Row(kind.Aggregate(default(ClickFaults), (sum, outcome) => sum + outcome.Clicks)),
            ];
        }

        yield return ["opened again at the end", "", "", "", "", "", .. Row(AtEnd)];
    }

    private static string[] Row(ClickFaults clicks) => [Invariant($"{clicks.Lost}"), Invariant($"{clicks.WentBack}"), Invariant($"{clicks.Duplicated}")];
}
