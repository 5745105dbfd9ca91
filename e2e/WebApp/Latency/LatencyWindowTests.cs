using BlazorAspire.Circuits.Latency;

namespace BlazorAspire.Tests.WebApp.Latency;

public class LatencyWindowTests
{
    [Fact]
    public void Figures_NothingMeasured_AreNullAndTheVerdictUnknown()
    {
        var window = new LatencyWindow();

        Assert.Null(window.Current);
        Assert.Null(window.Median);
        Assert.Null(window.P95);
        Assert.Equal(LatencyVerdict.Unknown, window.Verdict);
    }

    [Fact]
    public void Figures_OneToTwenty_AreMeasuredValues()
    {
        var window = Of(Enumerable.Range(1, 20).Reverse());

        Assert.Equal(1, window.Current);
        Assert.Equal(10, window.Median);
        Assert.Equal(19, window.P95);
    }

    [Fact]
    public void Figures_OneMeasurement_AreThatOne()
    {
        var window = Of([7]);

        Assert.Equal((7.0, 7.0, 7.0), (window.Current, window.Median, window.P95));
    }

    [Fact]
    public void Add_MoreThanTheCapacity_ForgetsTheOldest()
    {
        var window = Of(Enumerable.Range(1, LatencyWindow.Capacity + 2));

        Assert.Equal(LatencyWindow.Capacity, window.Samples.Count);
        Assert.Equal(3, window.Samples[0]);
        Assert.Equal(LatencyWindow.Capacity + 2, window.Samples[^1]);
    }

    [Theory]
    [InlineData(20, 250, 0, LatencyVerdict.Good)]
    [InlineData(19, 250, 251, LatencyVerdict.Good)]
    [InlineData(18, 250, 251, LatencyVerdict.Uneven)]
    [InlineData(10, 250, 251, LatencyVerdict.Uneven)]
    [InlineData(9, 250, 251, LatencyVerdict.Slow)]
    public void Verdict_TwentyMeasurements_FollowsMedianAndP95(int fast, int fastValue, int slowValue, LatencyVerdict expected)
    {
        var window = Of(Enumerable.Repeat(fastValue, fast).Concat(Enumerable.Repeat(slowValue, 20 - fast)));

        Assert.Equal(expected, window.Verdict);
    }

    private static LatencyWindow Of(IEnumerable<int> milliseconds)
    {
        var window = new LatencyWindow();
        foreach (var value in milliseconds)
        {
            window.Add(TimeSpan.FromMilliseconds(value));
        }

        return window;
    }
}
