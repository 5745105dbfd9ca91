using BlazorAspire.LoadTest.Circuits;

namespace BlazorAspire.Tests.LoadTest.Circuits;

public sealed class BackoffTests
{
    private const double AlmostOne = 0.999;

    [Fact]
    public void Next_TheFirstTime_IsAtOnce() => Assert.Equal(TimeSpan.Zero, new Backoff(new FixedRandom(AlmostOne)).Next());

    [Fact]
    public void Next_LaterOn_DoublesUpToTenSeconds()
    {
        var backoff = new Backoff(new FixedRandom(AlmostOne));
        double[] waits = [.. Enumerable.Range(0, 9).Select(_ => Math.Round(backoff.Next().TotalSeconds, 1))];

        Assert.Equal([0, 0.5, 1, 2, 4, 8, 10, 10, 10], waits);
    }

    [Fact]
    public void Next_OfManyPages_IsSpreadOverTheWholeInterval()
    {
        var backoff = new Backoff(new FixedRandom(0));
        backoff.Next();

        Assert.Equal(TimeSpan.Zero, backoff.Next());
    }

    private sealed class FixedRandom(double value) : Random
    {
        public override double NextDouble() => value;
    }
}
