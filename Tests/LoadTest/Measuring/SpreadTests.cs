using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.Tests.LoadTest.Measuring;

public sealed class SpreadTests
{
    [Theory]
    [InlineData(new[] { 7.0 }, 7, 7, 7, 0)]
    [InlineData(new[] { 9.0, 1.0, 2.0 }, 2, 1, 9, 8)]
    [InlineData(new[] { 4.0, 10.0, 1.0, 2.0 }, 3, 1, 10, 9)]
    public void Of_Values_AreSummedUpInAnyOrder(double[] values, double median, double least, double most, double width)
    {
        var spread = Spread.Of(values);

        Assert.Equal((median, least, most, width), (spread.Median, spread.Least, spread.Most, spread.Width));
    }

    [Fact]
    public void Of_NoValue_Throws() => Assert.Throws<ArgumentException>(() => Spread.Of([]));
}
