using BlazorAspire.LoadTest.Chaos;
using BlazorAspire.LoadTest.Circuits;

namespace BlazorAspire.Tests.LoadTest;

public sealed class ChaosResultTests
{
    private static readonly FaultOutcome Kill = new(new Fault(FaultKind.Kill, 2), [1, 2], Hit: 2, default, Missing: 0, DrainSeconds: null);
    private static readonly FaultOutcome Pause = Kill with { Fault = new Fault(FaultKind.Pause, Seconds: 3), Downtimes = [0.25, 0.25, 0.5, 1], Hit = 0 };

    [Fact]
    public void Render_OfARunThatLostNothing_HasARowForEachKindAndAVerdictForEachGoal()
    {
        var text = Result(Kill, Pause, Kill).Render();

        Assert.Matches(@"(?m)^kill +2 +4 +1\.00 +2\.00 +2\.00 +0 +0 +0$", text);
        Assert.Matches(@"(?m)^pause +1 +0 +0\.25 +1\.00 +1\.00 +0 +0 +0$", text);
        Assert.Contains("No confirmed click is lost. 0 of 50 were, and 0 times a screen went back. Met.", text, StringComparison.Ordinal);
        Assert.Contains("Downtime p99 of 'kill' is at most 5.0 s. It was 2.00 s. Met.", text, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was lost, and everybody came back in time.\n", text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_OfARunThatLostClicks_SaysSoAndShowsTheFirst()
    {
        var text = (Result(Kill with { Clicks = new(3, 1, 0) }) with { Kept = 3, Violation = "User '9': 1 is shown." }).Render();

        Assert.Contains("All state is kept. That of 3 of 4 users was. Missed.", text, StringComparison.Ordinal);
        Assert.Contains("Run it again with --seed 7 for the same faults; the first case is below.", text, StringComparison.Ordinal);
        Assert.Contains("User '9': 1 is shown.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void IsGoalMet_OfClicksThatAreGoneOrMadeUpOrUsersWhoAreMissing_IsFalse()
    {
        Assert.True(Result(Kill).IsGoalMet);
        Assert.All<ClickFaults>([new(1, 0, 0), new(0, 1, 0), new(0, 0, 1)], clicks => Assert.False(Result(Kill with { Clicks = clicks }).IsTrue));
        Assert.False((Result(Kill) with { AtEnd = new(1, 0, 0) }).IsTrue);
        Assert.False(Result(Kill with { Missing = 1 }).IsGoalMet);
    }

    [Theory]
    [InlineData(FaultKind.Kill, 5, 5.1)]
    [InlineData(FaultKind.Roll, 2, 2.1)]
    [InlineData(FaultKind.Gateway, 15, 15.1)]
    internal void Verdicts_OfDowntimes_HoldUpToTheGoal(FaultKind kind, double good, double bad) => Assert.All([good, bad], downtime =>
        Assert.Equal(downtime == good, Result(Kill with { Fault = new Fault(kind), Downtimes = [downtime] }).Verdicts[^1].IsMet));

    [Theory]
    [InlineData(9.9, true)]
    [InlineData(10.0, false)]
    public void Verdicts_OfDrains_HoldBelowTenSeconds(double seconds, bool isMet) =>
        Assert.Equal(isMet, Result(Pause with { DrainSeconds = seconds }).Verdicts[^1].IsMet);

    [Fact]
    public void DowntimeOf_AUser_IsTheLongestWaitThatTheFaultCaused()
    {
        // Due before the fault, during it, and after the end.
        ClickSpan[] answered = [new(Second(1), Second(4)), new(Second(5), Second(9)), new(Second(11), Second(40))];

        Assert.Equal(Second(4), FaultOutcome.DowntimeOf(answered, Second(2), Second(10)));
        Assert.Equal(Second(8), FaultOutcome.DowntimeOf([], Second(2), Second(10)));
    }

    [Fact]
    public void InOrder_OfASeed_IsTheSameEachTimeAndHasEachKindOnceBeforeAnyComesAgain()
    {
        var faults = Fault.InOrder(3, 12, Fault.AllKinds, 50);

        Assert.Equal(faults, Fault.InOrder(3, 12, Fault.AllKinds, 50));
        Assert.NotEqual(faults, Fault.InOrder(4, 12, Fault.AllKinds, 50));
        Assert.Equal(Fault.AllKinds, faults.Take(6).Select(fault => fault.Kind).Order());
        Assert.All(faults.Where(fault => fault.Kind is FaultKind.Pause or FaultKind.Stall), fault => Assert.InRange(fault.Seconds, 2, 5));
    }

    private static TimeSpan Second(int second) => TimeSpan.FromSeconds(second);

    private static ChaosResult Result(params FaultOutcome[] outcomes) => new(4, 7, outcomes, 52, 50, 4, default, null);
}
