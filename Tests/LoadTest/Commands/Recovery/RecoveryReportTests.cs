using BlazorAspire.LoadTest.Commands.Recovery;

namespace BlazorAspire.Tests.LoadTest.Commands.Recovery;

public sealed class RecoveryReportTests
{
    [Fact]
    public void Render_OfTwoArms_IsATableAndAVerdict()
    {
        RecoveryRun[] ours = [Run(0.8, 3), Run(1.2, 3)];
        RecoveryRun[] stock = [Run(5, 0), Run(6, 0)];

        Assert.Equal("""

            Seconds from SIGKILL of the serving replica to the first click that counts, on another one (kills of each arm, in turn: 2):
            ARM     P50   P95  LEAST  MOST  VALUES LOST
            ours   0.80  1.20   0.80  1.20          0/2
            stock  5.00  6.00   5.00  6.00          2/2

            Goal: p95 at most 1.3 s, no value lost. Met.

            """.ReplaceLineEndings(), RecoveryReport.Render([("ours", ours), ("stock", stock)]).ReplaceLineEndings());
    }

    [Theory]
    [InlineData(1.6, 3)]
    [InlineData(1, 2)]
    public void IsGoalMet_OfARunThatFellShort_IsFalse(double seconds, int after) => Assert.False(RecoveryReport.IsGoalMet([Run(seconds, after)]));

    private static RecoveryRun Run(double seconds, int after) => new(TimeSpan.FromSeconds(seconds), 3, after);
}
