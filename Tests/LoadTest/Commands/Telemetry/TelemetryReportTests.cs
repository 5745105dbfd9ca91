using BlazorAspire.LoadTest.Commands.Saving;
using BlazorAspire.LoadTest.Commands.Telemetry;

namespace BlazorAspire.Tests.LoadTest.Commands.Telemetry;

public sealed class TelemetryReportTests
{
    private static readonly TelemetryRun[] Off = [Run(100, 0.1), Run(200, 0.2)];

    [Fact]
    public void Render_OfRounds_IsATableWithAVerdict() => Assert.Equal("""

        Clicks on one replica with 32 users in flight, client and receiver on the same machine: without telemetry, and with logs, traces and metrics sent
        by OTLP (17 messages came) and the metrics read as Prometheus text (5 times). Medians of 2 rounds; least to most in brackets:
        TELEMETRY     CLICKS/S      RATIO TO OFF    CPU µs A CLICK  CPU RATIO TO OFF
        off        75 [50 100]                    1000 [1000 1000]
        on          71 [48 95]  0.95 [0.95 0.95]  1053 [1053 1053]  1.05 [1.05 1.05]

        Cores: 2.
        Goal: at least 0.93 of the clicks without it. Met.

        """.ReplaceLineEndings(), TelemetryReport.Render(new TelemetryResult(Off, [Run(95, 0.1), Run(190, 0.2)], "Cores: 2."), 17, 5, 2, 32).ReplaceLineEndings());

    [Theory]
    [InlineData(93, true)]
    [InlineData(92, false)]
    public void IsGoalMet_OfRounds_GoesByTheirRatio(int clicks, bool expected) =>
        Assert.Equal(expected, new TelemetryResult(Off, [Run(clicks, 0.1), Run(2 * clicks, 0.2)], "").IsGoalMet);

    private static TelemetryRun Run(int clicks, double processorSeconds) =>
        new(new ClickRun(TimeSpan.FromSeconds(2), [.. Enumerable.Repeat(1.0, clicks)]), TimeSpan.FromSeconds(processorSeconds));
}
