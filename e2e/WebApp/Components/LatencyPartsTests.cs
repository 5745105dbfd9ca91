using BlazorAspire.Circuits.Components;
using BlazorAspire.Circuits.Latency;

namespace BlazorAspire.Tests.WebApp.Components;

public class LatencyPartsTests
{
    [Theory]
    [InlineData(LatencyVerdict.Unknown, "wait", "Measuring")]
    [InlineData(LatencyVerdict.Good, "ok", "Good")]
    [InlineData(LatencyVerdict.Uneven, "warn", "Uneven")]
    [InlineData(LatencyVerdict.Slow, "bad", "Slow")]
    public async Task Words_EachVerdict_HaveAnIconAndAWord(LatencyVerdict verdict, string icon, string word)
    {
        var html = await ComponentRenderer.RenderAsync<LatencyLabel>("", ("Verdict", verdict));

        Assert.Contains($"icon-{icon}", html, StringComparison.Ordinal);
        Assert.Contains($"<span>{word}", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chart_TwoMeasurements_DrawsThemAtTheRightEdgeAndSaysThemInWords()
    {
        var html = await ComponentRenderer.RenderAsync<LatencyChart>("", ("Window", Measured(10, 100)));

        Assert.Contains("points=\"98.31,66.67 100,33.33\"", html, StringComparison.Ordinal);
        Assert.Contains("median 10.0 ms, 95 of 100 under 100 ms", html, StringComparison.Ordinal);
        Assert.Contains("Recommended: under 250 ms", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chart_CultureWithDecimalComma_StillWritesPoints()
    {
        var culture = Thread.CurrentThread.CurrentCulture;
        Thread.CurrentThread.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("de-DE");
        try
        {
            var html = await ComponentRenderer.RenderAsync<LatencyChart>("", ("Window", Measured(10)));

            Assert.Contains("points=\"100,66.67\"", html, StringComparison.Ordinal);
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture;
        }
    }

    [Fact]
    public async Task Table_ThreeMeasurements_HasTheNewestFirst()
    {
        var html = await ComponentRenderer.RenderAsync<LatencyTable>("", ("Window", Measured(1, 2, 3)));

        Assert.Matches("(?s)3\\.00.*2\\.00.*1\\.00", html);
    }

    private static LatencyWindow Measured(params int[] milliseconds)
    {
        var window = new LatencyWindow();
        Array.ForEach(milliseconds, value => window.Add(TimeSpan.FromMilliseconds(value)));
        return window;
    }
}
