using BlazorAspire.LoadTest.Commands.Fanout;

namespace BlazorAspire.Tests.LoadTest.Commands.Fanout;

public sealed class FanoutReportTests
{
    private static readonly FanoutRound[] Rounds = [new(100, 90, 0.5, 9), new(200, 200, 0.75, 10), new(300, 300, 1, 11)];

    [Fact]
    public void Render_OfServers_IsATableWithAVerdictForEach()
    {
        FanoutResult[] results =
        [
            new("Garnet", Rounds, 0, TimeSpan.FromSeconds(5)),
            new("redis-server", Rounds, 1, TimeSpan.FromSeconds(5)),
        ];

        Assert.Equal("""

            Numbered messages from one server to a client on each of 3 (medians of 3 rounds; least to most in brackets):
            REDIS         CLIENT ALONE/S  HUB/S             RATIO            P50 ms              P99 ms  LOST  BACK s
            Garnet                   200    200  1.00 [0.90 1.00]  0.75 [0.50 1.00]  10.00 [9.00 11.00]     0     5.0
            redis-server             200    200  1.00 [0.90 1.00]  0.75 [0.50 1.00]  10.00 [9.00 11.00]     1     5.0

            Deliveries a second over all clients; latencies at half of the hub's peak in the round; back after Redis was killed and started again.
            Garnet: goal ratio at least 0.9, p99 at most 10 ms, none lost, back in 5 s. Met.
            redis-server: goal ratio at least 0.9, p99 at most 10 ms, none lost, back in 5 s. Missed.

            """.ReplaceLineEndings(), FanoutReport.Render(results, 3).ReplaceLineEndings());
    }

    [Theory]
    [InlineData(90, 10, 5, true)]
    [InlineData(89, 10, 5, false)]
    [InlineData(90, 10.1, 5, false)]
    [InlineData(90, 10, 5.1, false)]
    public void IsGoalMet_AtEachLimit_Holds(double hub, double p99, double back, bool expected) =>
        Assert.Equal(expected, new FanoutResult("Garnet", [new(100, hub, 0.5, p99)], 0, TimeSpan.FromSeconds(back)).IsGoalMet);
}
