using BlazorAspire.LoadTest.Commands.Startup;

namespace BlazorAspire.Tests.LoadTest.Commands.Startup;

public sealed class StartupBenchmarkTests
{
    private readonly List<string> _runs = [];

    [Fact]
    public async Task Run_Repeats_TakeTurnsAtBeingFirst()
    {
        await RunAsync([1, 1, 1], [1, 1, 1]);

        Assert.Equal(["A", "B", "B", "A", "A", "B"], _runs);
    }

    [Fact]
    public async Task Run_Pairs_HoldTheRunsOfOneRepeat()
    {
        var result = await RunAsync([10, 30, 20], [5, 6, 20]);

        Assert.Equal([2, 5, 1], result.Pairs.Select(p => p.Ratio));
        Assert.Equal((20, 6), (result.Whole.Median, result.Alone.Median));
    }

    [Theory]
    [InlineData(1.50, true)]
    [InlineData(1.51, false)]
    public async Task IsGoalMet_RatioOfTheMedians_MayBe1Point5(double whole, bool met) => Assert.Equal(met, (await RunAsync([whole], [1])).IsGoalMet);

    [Fact]
    public async Task Run_Interrupted_StartsNoMore()
    {
        var benchmark = new StartupBenchmark(new FakeArm("A", _runs, 1), new FakeArm("B", _runs, 1), TextWriter.Null);

        await Assert.ThrowsAsync<OperationCanceledException>(() => benchmark.RunAsync(1, new CancellationToken(canceled: true)));
        Assert.Empty(_runs);
    }

    private Task<StartupResult> RunAsync(double[] whole, double[] alone) =>
        new StartupBenchmark(new FakeArm("A", _runs, whole), new FakeArm("B", _runs, alone), TextWriter.Null).RunAsync(whole.Length, CancellationToken.None);
}
