using Embedded.Dashboard.Components;
using Embedded.Dashboard.Components.Charts;
using Embedded.Dashboard.Components.Metrics;
using Embedded.Dashboard.Components.Traces;
using Embedded.Dashboard.Telemetry;
using Embedded.Dashboard.Telemetry.Metrics;
using Embedded.Tests.Dashboard.Telemetry;

namespace Embedded.Tests.Dashboard.Pages;

public class ChartTests
{
    [Theory]
    [InlineData(0, 0, new[] { 0, 0.25, 0.5, 0.75, 1 })]
    [InlineData(0, 3, new double[] { 0, 1, 2, 3 })]
    [InlineData(2, 97, new double[] { 0, 25, 50, 75, 100 })]
    [InlineData(-5, 5, new[] { -5, -2.5, 0, 2.5, 5 })]
    [InlineData(0, 0.0004, new[] { 0, 0.0001, 0.0002, 0.0003, 0.0004 })]
    [InlineData(0, 1_234_567, new double[] { 0, 500_000, 1_000_000, 1_500_000 })]
    public void Axis_AnyRange_HasRoundTicksAroundIt(double least, double greatest, double[] ticks) =>
        Assert.Equal(ticks, new ValueAxis(least, greatest).Ticks.Select(tick => Math.Round(tick, 9)));

    [Fact]
    public void Path_WithGaps_IsInterruptedAndShowsLonelyValues()
    {
        var axis = new ValueAxis(0, 4);

        Assert.Equal("M0 100L25 75M75 0h.4", LinePoints.Path([0, 1, null, 4, null], axis));
    }

    [Fact]
    public void Labels_TooClose_AreMovedApartWithinTheChart()
    {
        Assert.Equal([50, 58, 0], LinePoints.Labels([50, 50, 0], 8));
        Assert.Equal([84.0, 92, 100], LinePoints.Labels([100, 100, 100], 8).Order());
    }

    [Theory]
    [InlineData("s", 0.012, "12 ms")]
    [InlineData("s", 0.0000123, "12.3 µs")]
    [InlineData("s", 2.5, "2.5 s")]
    [InlineData("By", 256_000, "250 KB")]
    [InlineData("By", 3_221_225_472, "3 GB")]
    [InlineData("{circuit}", 7, "7 circuit")]
    [InlineData("1", 0.5, "0.5")]
    [InlineData("", 1234, "1,234")]
    public void Unit_EachKind_IsWrittenForPeople(string unit, double value, string expected) =>
        Assert.Equal(expected, UnitScale.Of(unit, value).WriteWithUnit(value));

    [Fact]
    public void Labels_OfSeries_TellWhatDiffersAndNothingElse()
    {
        var budget = new MemoryBudget(1_000_000);
        var instrument = new Instrument("m", "n", "", "", InstrumentKind.Gauge);
        NumberSeries Series(string source, string instance, string state) =>
            new(instrument, Samples.Source(source, instance), [new Tag("state", state), new Tag("same", "x")], 10, budget);

        Assert.Equal(
            ["webapp-1 · before-a… · open", "webapp-1 · after · open", "webapp-2 · closed"],
            SeriesLabels.Of([Series("webapp-1", "before-a-restart", "open"), Series("webapp-1", "after", "open"), Series("webapp-2", "a", "closed")]));
    }

    [Theory]
    [InlineData("Microsoft.AspNetCore.Components.Server.ComponentHub/OnRenderCompleted", "Server.ComponentHub/OnRenderCompleted")]
    [InlineData("Event onclick -> BlazorAspire.WebApp.Components.Pages.Counter.Add", "Event onclick -> Counter.Add")]
    [InlineData("GET /files/Report.Final.Pdf", "GET /files/Report.Final.Pdf")]
    [InlineData("GET https://api.example.com/A.B", "GET https://api.example.com/A.B")]
    [InlineData("", "(no name)")]
    public void Short_NameOfASpan_IsWithoutNamespaces(string name, string expected) => Assert.Equal(expected, SpanNames.Short(name));

    [Theory]
    [InlineData(0.0000005, "0.5 µs")]
    [InlineData(0.0123, "12.3 ms")]
    [InlineData(1.25, "1.25 s")]
    [InlineData(125, "2 min 5 s")]
    [InlineData(7_260, "2 h 1 min")]
    public void Duration_EachSize_HasItsUnit(double seconds, string expected) => Assert.Equal(expected, Words.Duration(TimeSpan.FromSeconds(seconds)));
}
