using BlazorAspire.Circuits;

namespace BlazorAspire.Tests.WebApp.Formatting;

public class DisplayFormatTests
{
    [Theory]
    [InlineData(-5, "0 s")]
    [InlineData(0, "0 s")]
    [InlineData(59, "59 s")]
    [InlineData(67, "1 min 07 s")]
    [InlineData(3_900, "1 h 05 min")]
    [InlineData(90_000, "1 d 01 h")]
    public void Duration_Seconds_HasTwoUnitsAtMost(int seconds, string expected) => Assert.Equal(expected, DisplayFormat.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(null, "–")]
    [InlineData(0.844, "0.84")]
    [InlineData(12.34, "12.3")]
    [InlineData(249.6, "250")]
    public void Milliseconds_AnyValue_HasThreeDigits(double? value, string expected) => Assert.Equal(expected, DisplayFormat.Milliseconds(value));

    [Theory]
    [InlineData(0, "0 replicas")]
    [InlineData(1, "1 replica")]
    [InlineData(2, "2 replicas")]
    public void Count_Number_TakesItsWord(int number, string expected) => Assert.Equal(expected, DisplayFormat.Count(number, "replica", "replicas"));

    [Fact]
    public void Megabytes_Bytes_AreRounded() => Assert.Equal("96 MB", DisplayFormat.Megabytes(100_000_000 + 500_000));
}
