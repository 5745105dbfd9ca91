using BlazorAspire.LoadTest.Commands.Saving;
using BlazorAspire.LoadTest.Commands.SignalR;
using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.Tests.LoadTest.Commands.SignalR;

public sealed class SignalRResultTests
{
    /// <param name="clicks">A second through the emulator; direct there are 100.</param>
    /// <param name="p50">Milliseconds through the emulator; direct it is 1.</param>
    [Theory]
    [InlineData(50, 2.5, 10, 10, 0, 0, 100, true)]
    [InlineData(49, 2.5, 10, 10, 0, 0, 100, false)]
    [InlineData(50, 2.6, 10, 10, 0, 0, 100, false)]
    [InlineData(50, 2.5, 9, 10, 0, 0, 100, false)]
    [InlineData(50, 2.5, 10, 9, 0, 0, 100, false)]
    [InlineData(50, 2.5, 10, 10, 1, 0, 100, false)]
    [InlineData(50, 2.5, 10, 10, 0, 1, 100, false)]
    [InlineData(50, 2.5, 10, 10, 0, 0, 101, false)]
    public void IsGoalMet_OfAResult_WantsEveryGoal(int clicks, double p50, int held, int answered, int lost, int misroutes, double farewell, bool expected)
    {
        var circuits = new HeldResult(10, held, lost, answered, misroutes, TimeSpan.FromSeconds(1), 20, new Spread(1, 1, farewell));
        var result = new SignalRResult([Run(100, 1)], [Run(clicks, p50)], circuits);

        Assert.Equal(expected, result.IsGoalMet);
        Assert.Equal(!expected, SignalRReport.Render(result, 1, 32, 2).Contains("Missed.", StringComparison.Ordinal));
    }

    private static SignalRRun Run(int clicks, double p50) => new(Clicks(clicks, 1), Clicks(1, p50), TimeSpan.FromMilliseconds(1), TimeSpan.Zero);

    private static ClickRun Clicks(int count, double latency) => new(TimeSpan.FromSeconds(1), [.. Enumerable.Repeat(latency, count)]);
}
