using BlazorAspire.LoadTest.Commands.Starts;

namespace BlazorAspire.Tests.LoadTest.Commands.Starts;

public sealed class StartsReportTests
{
    private static readonly StartsRun[] None = [Run(100), Run(200)];

    [Fact]
    public void Render_OfServers_IsATableWithAVerdictForEach()
    {
        StartsResult[] results = [Result("Garnet", [Run(95), Run(190)]), Result("redis-server", [Run(94), Run(188)])];

        Assert.Equal("""

            Circuits started a second on one replica, client on the same machine, 16 users who open a page and leave it
            (medians of 2 rounds; least to most in brackets):
            REDIS, ARM                            CIRCUITS/S     RATIO TO NONE
            Garnet, backplane None         75.0 [50.0 100.0]  1.00 [1.00 1.00]
            Garnet, backplane Redis         71.3 [47.5 95.0]  0.95 [0.95 0.95]
            redis-server, backplane None   75.0 [50.0 100.0]  1.00 [1.00 1.00]
            redis-server, backplane Redis   70.5 [47.0 94.0]  0.94 [0.94 0.94]

            Garnet: Cores: 2.
            redis-server: Cores: 2.
            Garnet, backplane Redis: goal at least 0.95 of the circuits without it. Met.
            redis-server, backplane Redis: goal at least 0.95 of the circuits without it. Missed.

            """.ReplaceLineEndings(), StartsReport.Render(results, 2, 16).ReplaceLineEndings());
        Assert.Equal((true, false), (results[0].IsGoalMet, results[1].IsGoalMet));
    }

    [Fact]
    public void Of_RoundsThatDiffer_TakesTheRatioWithinEach()
    {
        var row = StartsRow.Of("stock app", null, [Run(200), Run(100)], None);

        Assert.Equal((1.25, 0.5, 2.0), (row.Ratio.Median, row.Ratio.Least, row.Ratio.Most));
        Assert.True(row.IsGoalMet);
    }

    private static StartsResult Result(string server, StartsRun[] runs) =>
        new(server, [StartsRow.Of("backplane None", null, None, None), StartsRow.Of("backplane Redis", 0.95, runs, None)], "Cores: 2.");

    private static StartsRun Run(int circuits) => new(circuits, TimeSpan.FromSeconds(2));
}
