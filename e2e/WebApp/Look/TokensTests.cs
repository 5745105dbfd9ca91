namespace BlazorAspire.Tests.WebApp.Look;

public class TokensTests
{
    /// <summary>What WCAG 2.2 asks of text at level AA.</summary>
    private const double ReadableContrast = 4.5;

    [Theory]
    [InlineData("--text", "--bg")]
    [InlineData("--text", "--surface")]
    [InlineData("--text", "--accent-soft")]
    [InlineData("--muted", "--bg")]
    [InlineData("--muted", "--surface")]
    [InlineData("--muted", "--hover")]
    [InlineData("--muted", "--accent-soft")]
    [InlineData("--accent", "--surface")]
    [InlineData("--accent", "--accent-soft")]
    [InlineData("--on-accent", "--accent")]
    [InlineData("--ok", "--surface")]
    [InlineData("--ok", "--accent-soft")]
    [InlineData("--warn", "--surface")]
    [InlineData("--warn", "--warn-soft")]
    [InlineData("--bad", "--surface")]
    [InlineData("--bad", "--accent-soft")]
    [InlineData("--series-1", "--surface")]
    [InlineData("--series-2", "--surface")]
    [InlineData("--series-3", "--surface")]
    [InlineData("--series-4", "--surface")]
    [InlineData("--series-5", "--surface")]
    [InlineData("--series-6", "--surface")]
    [InlineData("--series-7", "--surface")]
    [InlineData("--series-8", "--surface")]
    public void Colours_TextOnItsGround_AreReadableInBothThemes(string text, string ground)
    {
        foreach (var dark in new[] { false, true })
        {
            var contrast = Contrast(Stylesheet.Colour(text, dark), Stylesheet.Colour(ground, dark));
            Assert.True(contrast >= ReadableContrast, $"{text} on {ground} has a contrast of {contrast:0.00} in the {(dark ? "dark" : "light")} theme.");
        }
    }

    [Fact]
    public void Stylesheets_EveryTokenUsed_IsDefined() => Assert.Empty(Stylesheet.Used.Except(Stylesheet.Defined));

    [Fact]
    public void Stylesheets_EveryTokenDefined_IsUsedOrPartOfTheFamily()
    {
        // The gateway and the dashboard draw with these too.
        string[] family = ["--space-6", .. Enumerable.Range(1, 8).Select(number => $"--series-{number}")];

        Assert.Empty(Stylesheet.Defined.Except(Stylesheet.Used).Except(family));
    }

    private static double Contrast(double[] one, double[] other)
    {
        var (lighter, darker) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double Luminance(double[] colour)
    {
        var linear = colour.Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToArray();
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }
}
