using BlazorAspire.LoadTest.Circuits;

namespace BlazorAspire.Tests.LoadTest.Circuits;

public sealed class BackoffTests
{
    [Fact]
    public void Next_TheFirstTime_IsAtOnce() => Assert.Equal(TimeSpan.Zero, new Backoff(new Random(1)).Next());

    [Fact]
    public void Next_LaterOn_GrowsToFiveSecondsWithJitter()
    {
        var backoff = new Backoff(new Random(1));
        double[] waits = [.. Enumerable.Range(0, 10).Select(_ => backoff.Next().TotalSeconds)];

        Assert.InRange(waits[1], 0.1, 0.2);
        Assert.InRange(waits[2], 0.2, 0.4);
        Assert.All(waits[6..], wait => Assert.InRange(wait, 2.5, 5));
        Assert.Equal(4, waits[6..].Distinct().Count());
    }
}
