using BlazorAspire.Circuits.Latency;

namespace BlazorAspire.Tests.WebApp.Latency;

public class LatencyScaleTests
{
    [Theory]
    [InlineData(0.2, 100)]
    [InlineData(1, 100)]
    [InlineData(10, 66.7)]
    [InlineData(100, 33.3)]
    [InlineData(1000, 0)]
    [InlineData(5000, 0)]
    public void Y_Milliseconds_IsLogarithmicAndStaysInside(double milliseconds, double expected) =>
        Assert.Equal(expected, LatencyScale.Y(milliseconds), 0.05);

    [Fact]
    public void X_TheNewest_IsAtTheRightEdgeHoweverManyThereAre()
    {
        Assert.Equal(100, LatencyScale.X(0, 1));
        Assert.Equal(100, LatencyScale.X(4, 5));
        Assert.Equal(0, LatencyScale.X(0, LatencyWindow.Capacity));
    }
}
