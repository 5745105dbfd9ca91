using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.Tests.LoadTest.Measuring;

public sealed class LatencyHistogramTests
{
    private readonly LatencyHistogram _histogram = new();

    [Fact]
    public void Percentile_OfNothing_IsNull() => Assert.Null(_histogram.Percentile(50));

    [Theory]
    [InlineData(50, 500)]
    [InlineData(95, 950)]
    [InlineData(99.9, 999)]
    [InlineData(100, 1000)]
    public void Percentile_OfAThousandTimes_IsRightToAPercentAndABit(double percent, double milliseconds)
    {
        for (var time = 1; time <= 1000; time++)
        {
            _histogram.Record(TimeSpan.FromMilliseconds(time));
        }

        Assert.Equal(1000, _histogram.Count);
        Assert.InRange(_histogram.Percentile(percent)!.Value.TotalMilliseconds, milliseconds, milliseconds * 1.02);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(864_000_000_000)]
    public void Percentile_OfOneTime_IsThatTimeAtMost(long ticks)
    {
        _histogram.Record(TimeSpan.FromTicks(ticks));

        Assert.Equal((1, ticks), (_histogram.Count, _histogram.Most.Ticks));
        Assert.True(_histogram.Percentile(50)!.Value.Ticks <= ticks);
    }
}
