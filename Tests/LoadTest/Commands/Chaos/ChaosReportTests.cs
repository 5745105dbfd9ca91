using BlazorAspire.LoadTest.Commands.Chaos;

namespace BlazorAspire.Tests.LoadTest.Commands.Chaos;

public sealed class ChaosReportTests
{
    private static readonly FaultOutcome Kill = new(new Fault(FaultKind.Kill, 2), [1, 2], Hit: 2, Lost: 0, WentBack: 0, Duplicated: 0, Missing: 0, Drains: []);
    private static readonly FaultOutcome Pause = new(new Fault(FaultKind.Pause, Seconds: 3), [0.25, 0.25, 0.5, 1], Hit: 0, Lost: 0, WentBack: 0, Duplicated: 0, Missing: 0, Drains: []);

    [Fact]
    public void Render_OfARunThatLostNothing_IsATableAndAVerdict() => Assert.Equal("""

        Faults under 4 users who click (seed 7; 52 clicks sent, 50 confirmed; blackouts in seconds, of users whose page lost its server, or of all where none did):
        FAULT                   TIMES  PAGES HIT   P50   P99   MAX  LOST  WENT BACK  DUPLICATED
        kill                        2          4  1.00  2.00  2.00     0          0           0
        pause                       1          0  0.25  1.00  1.00     0          0           0
        opened anew at the end                                         0          0           0

        All state is kept. That of 4 of 4 users was. Met.
        No confirmed click is lost. 0 of 50 were, and 0 times a screen went back. Met.
        No click is counted twice. 0 were. Met.
        Everybody comes back after each fault. 0 did not. Met.
        Blackout p99 of 'kill' is at most 5.0 s. It was 2.00 s. Met.

        Nothing was lost, and everybody came back in time.

        """.ReplaceLineEndings(), ChaosReport.Render(Result([Kill, Pause, Kill])).ReplaceLineEndings());

    [Fact]
    public void Render_OfARunThatLostClicks_SaysSoAndShowsTheFirst()
    {
        var text = ChaosReport.Render(Result([Kill with { Lost = 3, WentBack = 1 }]) with { Kept = 3, Violation = "User '9': 1 is shown." });

        Assert.Contains("All state is kept. That of 3 of 4 users was. Missed.", text, StringComparison.Ordinal);
        Assert.Contains("No confirmed click is lost. 3 of 50 were, and 1 times a screen went back. Missed.", text, StringComparison.Ordinal);
        Assert.Contains("Clicks were lost or counted twice. Run it again with --seed 7 for the same faults; the first case is below.", text, StringComparison.Ordinal);
        Assert.Contains("User '9': 1 is shown.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_OfARunThatWasSlow_SaysThatNothingWasLost() =>
        Assert.Contains("Nothing was lost, but something took longer than its goal.", ChaosReport.Render(Result([Kill with { Blackouts = [1, 5.1] }])), StringComparison.Ordinal);

    [Fact]
    public void Render_OfARunThatSomebodyDidNotComeBackFrom_SaysThat() =>
        Assert.Contains("Nothing was lost, but somebody did not come back.", ChaosReport.Render(Result([Kill with { Missing = 1 }])), StringComparison.Ordinal);

    [Fact]
    public void IsTrue_OfClicksThatAreGoneOrMadeUp_IsFalse()
    {
        Assert.True(Result([Kill]).IsTrue);
        Assert.False(Result([Kill with { Lost = 1 }]).IsTrue);
        Assert.False(Result([Kill with { WentBack = 1 }]).IsTrue);
        Assert.False(Result([Kill with { Duplicated = 1 }]).IsTrue);
        Assert.False((Result([Kill]) with { AtEnd = new ClickTotals(1, 0, 0) }).IsTrue);
    }

    [Theory]
    [InlineData(FaultKind.Kill, 5, 5.1)]
    [InlineData(FaultKind.Roll, 2, 2.1)]
    [InlineData(FaultKind.Gateway, 15, 15.1)]
    internal void Verdict_OfBlackouts_HoldsUpToItsGoal(FaultKind kind, double good, double bad)
    {
        Assert.True(ChaosVerdict.Of(Result([Kill with { Fault = new Fault(kind), Blackouts = [good] }]))[^1].IsMet);
        Assert.False(ChaosVerdict.Of(Result([Kill with { Fault = new Fault(kind), Blackouts = [bad] }]))[^1].IsMet);
    }

    [Theory]
    [InlineData(9.9, true, "The slowest of 2 took 9.9 s.")]
    [InlineData(10.0, false, "The slowest of 2 took 10.0 s.")]
    public void Verdict_OfDrains_HoldsBelowTenSeconds(double slowest, bool isMet, string fact)
    {
        var verdict = Assert.Single(ChaosVerdict.Of(Result([Kill with { Drains = [1, slowest] }])), verdict => verdict.Goal.StartsWith("Each replica", StringComparison.Ordinal));

        Assert.Equal((fact, isMet), (verdict.Fact, verdict.IsMet));
    }

    private static ChaosResult Result(IReadOnlyList<FaultOutcome> outcomes) => new(4, 7, outcomes, 52, 50, 4, default, null);
}
