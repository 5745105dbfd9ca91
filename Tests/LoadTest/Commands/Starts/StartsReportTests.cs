using BlazorAspire.LoadTest.Commands.Starts;

namespace BlazorAspire.Tests.LoadTest.Commands.Starts;

public sealed class StartsReportTests
{
    private static readonly StartsRun[] None = [Run(100), Run(200)];

    [Fact]
    public void Render_OfTwoArms_IsATableAndAVerdict()
    {
        var met = StartsRow.Of("backplane Redis", 0.95, [Run(95), Run(190)], None);
        var missed = StartsRow.Of("backplane Redis", 0.95, [Run(94), Run(188)], None);

        Assert.Equal("""

            Circuits started a second on one replica, client on the same machine, 16 users who open a page and leave it
            (medians of 2 rounds; least to most in brackets):
            ARM                     CIRCUITS/S     RATIO TO NONE
            backplane None   75.0 [50.0 100.0]  1.00 [1.00 1.00]
            backplane Redis   71.3 [47.5 95.0]  0.95 [0.95 0.95]

            Cores: 2.
            backplane Redis: goal at least 0.95 of the circuits without it. Met.

            """.ReplaceLineEndings(), StartsReport.Render([StartsRow.Of("backplane None", null, None, None), met], "Cores: 2.", 2, 16).ReplaceLineEndings());
        Assert.Equal((true, false), (met.IsGoalMet, missed.IsGoalMet));
    }

    [Fact]
    public void Of_RoundsThatDiffer_TakesTheRatioWithinEach()
    {
        var row = StartsRow.Of("stock app", null, [Run(200), Run(100)], None);

        Assert.Equal((1.25, 0.5, 2.0), (row.Ratio.Median, row.Ratio.Least, row.Ratio.Most));
        Assert.True(row.IsGoalMet);
    }

    private static StartsRun Run(int circuits) => new(circuits, TimeSpan.FromSeconds(2));
}
