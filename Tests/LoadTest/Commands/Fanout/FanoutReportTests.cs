using BlazorAspire.LoadTest.Commands.Fanout;

namespace BlazorAspire.Tests.LoadTest.Commands.Fanout;

public sealed class FanoutReportTests
{
    [Fact]
    public void Render_OfServers_IsATableWithAVerdictForEach()
    {
        FanoutResult[] results =
        [
            new("Garnet", [100, 200, 300], [90, 200, 300], 0.5, 9.99, 0, TimeSpan.FromSeconds(5)),
            new("redis-server", [100, 200, 300], [90, 200, 300], 0.5, 9.99, 1, TimeSpan.FromSeconds(5)),
        ];

        Assert.Equal("""

            Numbered messages from one server to a client on each of 3 (medians of 3 rounds; least to most in brackets):
            REDIS         CLIENT ALONE/S  HUB/S             RATIO  P50 ms  P99 ms  LOST  BACK s
            Garnet                   200    200  1.00 [0.90 1.00]    0.50    9.99     0     5.0
            redis-server             200    200  1.00 [0.90 1.00]    0.50    9.99     1     5.0

            Deliveries a second over all clients; latencies at half of the hub's peak; back after Redis was killed and started again.
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
        Assert.Equal(expected, new FanoutResult("Garnet", [100], [hub], 0.5, p99, 0, TimeSpan.FromSeconds(back)).IsGoalMet);
}
