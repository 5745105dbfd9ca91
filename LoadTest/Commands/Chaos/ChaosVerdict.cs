using System.Globalization;
using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.Chaos;

/// <summary>Whether one goal was met.</summary>
/// <param name="Goal">A sentence.</param>
/// <param name="Fact">What was found, as a sentence.</param>
internal sealed record ChaosVerdict(string Goal, string Fact, bool IsMet)
{
    private const double LongestDrain = 10;

    /// <summary>Of the goals that the faults could tell something about.</summary>
    public static IReadOnlyList<ChaosVerdict> Of(ChaosResult result) =>
    [
        new("All state is kept.", Text($"That of {result.Kept} of {result.Users} users was."), result.Kept == result.Users),
        new("No confirmed click is lost.", Text($"{result.Lost} of {result.Confirmed} were, and {result.WentBack} times a screen went back."), result.Lost == 0 && result.WentBack == 0),
        new("No click is counted twice.", Text($"{result.Duplicated} were."), result.Duplicated == 0),
        new("Everybody comes back after each fault.", Text($"{result.Missing} did not."), result.Missing == 0),
        .. OfDrains(result),
        .. ChaosGoal.All.SelectMany(goal => OfBlackouts(goal, result)),
    ];

    private static IEnumerable<ChaosVerdict> OfDrains(ChaosResult result)
    {
        double[] drains = [.. result.Outcomes.SelectMany(outcome => outcome.Drains)];
        if (drains.Length > 0)
        {
            yield return new ChaosVerdict(Text($"Each replica that drains is out in less than {LongestDrain:0} s."), Text($"The slowest of {drains.Length} took {drains.Max():0.0} s."), drains.Max() < LongestDrain);
        }
    }

    private static IEnumerable<ChaosVerdict> OfBlackouts(ChaosGoal goal, ChaosResult result)
    {
        double[] blackouts = [.. result.Outcomes.Where(outcome => outcome.Fault.Kind == goal.Kind).SelectMany(outcome => outcome.Blackouts)];
        if (blackouts.Length > 0)
        {
            var p99 = Percentile.Of(blackouts, 99);
            yield return new ChaosVerdict(Text($"Blackout p99 of '{FaultKinds.NameOf(goal.Kind)}' is at most {goal.Seconds:0.0} s."), Text($"It was {p99:0.00} s."), p99 <= goal.Seconds);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
