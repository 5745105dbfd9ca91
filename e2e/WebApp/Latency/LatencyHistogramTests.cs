using BlazorAspire.Circuits.Latency;

namespace BlazorAspire.Tests.WebApp.Latency;

public class LatencyHistogramTests
{
    [Fact]
    public void CountsOf_ValuesOnAndBesideBounds_FallIntoTheFirstRangeThatHoldsThem() =>
        Assert.Equal([2, 1, 0, 0, 0, 1, 0, 2], LatencyHistogram.CountsOf([0.1, 5, 5.01, 250, 500.1, 9000]));

    [Fact]
    public void Constructor_SeveralReplicas_AddsThoseThatCountByTheSameRanges()
    {
        var histogram = new LatencyHistogram([[1, 0, 0, 0, 0, 0, 0, 0], null, [1, 2, 3], [1, 0, 0, 0, 0, 0, 0, 2]]);

        Assert.Equal((4, 50.0, 50.0), (histogram.Total, histogram.Share(0), histogram.Share(7)));
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.51, 2)]
    [InlineData(0.95, 2)]
    [InlineData(1, 7)]
    public void RangeOf_AShare_IsTheFirstThatHasItWithin(double share, int expected) =>
        Assert.Equal(expected, new LatencyHistogram([[50, 0, 45, 0, 0, 0, 0, 5]]).RangeOf(share));

    [Fact]
    public void Share_OfNothing_IsZero() => Assert.Equal(0, new LatencyHistogram([]).Share(0));
}
