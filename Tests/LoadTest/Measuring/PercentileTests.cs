using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.Tests.LoadTest.Measuring;

public sealed class PercentileTests
{
    [Theory]
    [InlineData(50, 50)]
    [InlineData(95, 95)]
    [InlineData(99, 99)]
    [InlineData(100, 100)]
    public void Of_OneToHundred_IsThatNumber(int percent, double expected) =>
        Assert.Equal(expected, Percentile.Of(Enumerable.Range(1, 100).Reverse().Select(number => (double)number), percent));

    [Theory]
    [InlineData(1)]
    [InlineData(99)]
    public void Of_OneValue_IsIt(int percent) => Assert.Equal(7, Percentile.Of([7], percent));

    [Fact]
    public void Of_Nothing_IsRefused() => Assert.Throws<ArgumentException>(() => Percentile.Of([], 50));
}
