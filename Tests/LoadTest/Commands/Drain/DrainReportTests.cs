using BlazorAspire.LoadTest.Commands.Drain;

namespace BlazorAspire.Tests.LoadTest.Commands.Drain;

public sealed class DrainReportTests
{
    [Fact]
    public void Render_OfTwoArms_IsATableAndAVerdict()
    {
        DrainRun[] ours = [Run([0.5, 1], lost: 0, served: 2), Run([0.7, 1.2], lost: 0, served: 2)];
        DrainRun[] stock = [Run([3, 4], lost: 9, served: 1), Run([3, 5], lost: 8, served: 2)];

        Assert.Equal("""

            Rolling restart under 2 users who click (runs of each arm, in turn: 2; medians, least to most in brackets):
            ARM      BLACKOUT P50 s             P99 s               TOOK s  CONFIRMED  LOST  OLD SCREENS  SERVED
            ours   0.60 [0.50 0.70]  1.10 [1.00 1.20]  12.00 [12.00 12.00]        200     0            6     2/2
            stock  3.00 [3.00 3.00]  4.50 [4.00 5.00]  12.00 [12.00 12.00]        200    17            6     1/2

            Goal: blackout p99 at most 2.0 s, no confirmed click lost, every user served. Met.

            """.ReplaceLineEndings(), DrainReport.Render([("ours", ours), ("stock", stock)], 2).ReplaceLineEndings());
    }

    [Theory]
    [InlineData(2.1, 0, 2)]
    [InlineData(1, 1, 2)]
    [InlineData(1, 0, 1)]
    public void IsGoalMet_OfARunThatFellShort_IsFalse(double blackout, int lost, int served) => Assert.False(DrainReport.IsGoalMet([Run([blackout], lost, served)], 2));

    private static DrainRun Run(double[] blackouts, int lost, int served) => new(blackouts, TimeSpan.FromSeconds(12), 100, lost, 3, served, null);
}
