using BlazorAspire.LoadTest.Commands.Saving;

namespace BlazorAspire.Tests.LoadTest.Commands.Saving;

public sealed class SavingReportTests
{
    private static readonly SavingRun[] Off = [Run(4, 1), Run(8, 2)];

    [Fact]
    public void Render_OfRows_IsATableWithAVerdictForEachGoal()
    {
        var rows = new[]
        {
            SavingRow.Of("off", null, Off, Off),
            SavingRow.Of("relaxed", SavingGoal.Relaxed, [Run(4, 1.2), Run(8, 2.1)], Off),
            SavingRow.Of("strict", SavingGoal.Strict, [Run(2, 2), Run(4, 4)], Off),
        };

        Assert.Equal("""

            Clicks on one replica, client on the same machine: a second with 32 in flight, and the time of one with 2
            (medians of 2 rounds; least to most in brackets):
            ARM      CLICKS/S  P50 ms  P99 ms      RATIO TO OFF      ADDED P50 ms
            off       6 [4 8]    1.50    1.50  1.00 [1.00 1.00]  0.00 [0.00 0.00]
            relaxed   6 [4 8]    1.65    1.65  1.00 [1.00 1.00]  0.15 [0.10 0.20]
            strict    3 [2 4]    3.00    3.00  0.50 [0.50 0.50]  1.50 [1.00 2.00]

            Cores: 2.
            relaxed: goal at least 0.90 of the clicks and at most 0.3 ms more. Met.
            strict: goal at least 0.75 of the clicks and at most 0.8 ms more. Missed.

            """.ReplaceLineEndings(), SavingReport.Render(rows, "Cores: 2.", 2, 32, 2).ReplaceLineEndings());
    }

    // What many users waited, and how many clicks a few gave, counts for nothing.
    private static SavingRun Run(int clicks, double latency) => new(Clicks(clicks, 1000), Clicks(3, latency));

    private static ClickRun Clicks(int clicks, double latency) => new(TimeSpan.FromSeconds(1), [.. Enumerable.Repeat(latency, clicks)]);
}
