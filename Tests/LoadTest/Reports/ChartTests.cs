using BlazorAspire.LoadTest.Reports;

namespace BlazorAspire.Tests.LoadTest.Reports;

public sealed class ChartTests
{
    [Fact]
    public void Render_OfUnevenPlaces_PutsEachValueWhereItBelongs()
    {
        var html = Chart.Render("Growth", new ChartAxis([0, 10, 100], "users"), new ChartLine("memory", 1, [0, 5, 10]));

        Assert.Contains("points=\"0,100 10,50 100,0\"", html, StringComparison.Ordinal);
        Assert.Contains(">0 users</text>", html, StringComparison.Ordinal);
        Assert.Contains(">100 users</text>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_OfOnePlace_DividesByNothing() =>
        Assert.Contains("points=\"0,0\"", Chart.Render("One", new ChartAxis([7], "s"), new ChartLine("line", 1, [4])), StringComparison.Ordinal);

    [Fact]
    public void Render_WithoutAnyValue_SaysSo() =>
        Assert.Contains("line, no value", Chart.Render("None", new ChartAxis([1, 2], "s"), new ChartLine("line", 1, [null, null])), StringComparison.Ordinal);
}
