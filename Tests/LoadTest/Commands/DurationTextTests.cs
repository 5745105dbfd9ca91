using BlazorAspire.LoadTest.Commands;

namespace BlazorAspire.Tests.LoadTest.Commands;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("0s", 0)]
    [InlineData("250ms", 250)]
    [InlineData("1.5s", 1500)]
    [InlineData("2m", 120_000)]
    [InlineData("1h", 3_600_000)]
    public void TryParse_NumberAndUnit_IsThatTime(string text, double milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out var time));
        Assert.Equal(milliseconds, time.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("1 s")]
    [InlineData("1S")]
    [InlineData("1.s")]
    [InlineData("999999999h")]
    public void TryParse_AnythingElse_IsFalse(string text) => Assert.False(DurationText.TryParse(text, out _));
}
