using BlazorAspire.LoadTest.Commands.Growth;

namespace BlazorAspire.Tests.LoadTest.Commands.Growth;

public sealed class GrowthReportTests
{
    private const double Kilobyte = 1024;
    private const long Megabyte = 1024 * 1024;

    [Fact]
    public void Render_OfBothApps_IsATableWithAVerdictForEachGoal() => Assert.Equal("""

        One replica with the counter open in ever more tabs, client on the same machine (medians of 2 rounds):
        CIRCUITS  KB EACH   BARE  RESIDENT MB  BARE  MS TO OPEN  BARE  MS A CLICK  BARE
        250         110.0  120.0          200   150        5.00  4.00        1.00  0.50
        5000        121.0  110.0         1025   800        5.50  4.00        1.16  0.50

        Managed memory of a circuit: 121.0 KB, 1.10 of the bare app's. Goal: at most 130 KB and 1.10. Met.
        5000 circuits in 1025 MB. Goal: at most 1024 MB. Missed.
        From 250 to 5000 circuits, for each: memory 1.10, opening 1.10, a click 1.16 of what it was. Goal: at most 1.15. Missed.

        """.ReplaceLineEndings(), GrowthReport.Render(Result(121, 1025, 5.5, 1.16), rounds: 2).ReplaceLineEndings());

    [Theory]
    [InlineData(121, 1024, 5.5, 1.15, true)]
    [InlineData(122, 1024, 5.5, 1.15, false)]
    [InlineData(121, 1025, 5.5, 1.15, false)]
    [InlineData(121, 1024, 5.8, 1.15, false)]
    [InlineData(121, 1024, 5.5, 1.16, false)]
    public void IsGoalMet_AtEachLimit_Holds(double heap, long resident, double opening, double click, bool expected) =>
        Assert.Equal(expected, Result(heap, resident, opening, click).IsGoalMet);

    [Fact]
    public void IsHeapMet_WithinTheRatioButAboveTheKilobytes_IsFalse()
    {
        var result = new GrowthResult(new GrowthArm("this app", [Step(250, 131)]), new GrowthArm("bare", [Step(250, 131)]));

        Assert.Equal(1, result.HeapRatio);
        Assert.False(result.IsHeapMet);
    }

    [Fact]
    public void Of_SeveralRounds_TakesTheMedianOfEachFigureOfEachStep()
    {
        var arm = GrowthArm.Of("this app", [[Step(250, 100), Step(500, 130)], [Step(250, 300), Step(500, 110)], [Step(250, 200), Step(500, 120)]]);

        Assert.Equal([(250, 200 * Kilobyte), (500, 120 * Kilobyte)], arm.Steps.Select(step => (step.Circuits, step.HeapBytes)));
    }

    [Theory]
    [InlineData(500, "250 500")]
    [InlineData(5000, "250 500 1000 2000 4000 5000")]
    [InlineData(4000, "250 500 1000 2000 4000")]
    public void Steps_UpToTheCircuits_DoubleEachTime(int circuits, string expected) => Assert.Equal(expected, string.Join(' ', GrowthCommand.Steps(circuits)));

    [Fact]
    public void Render_AsAPage_DrawsEachFigureOfBothAndPlacesTheStepsByTheirCircuits()
    {
        var html = GrowthPage.Render(Result(121, 1025, 5.5, 1.16), "2 cores <b>");

        Assert.Equal(4, html.Split("<figure>").Length - 1);
        Assert.Equal(8, html.Split("<polyline").Length - 1);
        Assert.Contains("250 circuits</text>", html, StringComparison.Ordinal);
        Assert.Contains("5000 circuits</text>", html, StringComparison.Ordinal);
        Assert.Contains("1025 MB. Goal: at most 1024 MB. Missed.</p>", html, StringComparison.Ordinal);
        Assert.Contains("2 cores &lt;b&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script|<link|<img|@import|url\\(| src=| href=", html);
    }

    private static GrowthResult Result(double heap, long resident, double opening, double click) => new(
        new GrowthArm("this app", [new GrowthStep(250, 5, 1, 110 * Kilobyte, 200 * Megabyte), new GrowthStep(5000, opening, click, heap * Kilobyte, resident * Megabyte)]),
        new GrowthArm("bare Blazor app", [new GrowthStep(250, 4, 0.5, 120 * Kilobyte, 150 * Megabyte), new GrowthStep(5000, 4, 0.5, 110 * Kilobyte, 800 * Megabyte)]));

    private static GrowthStep Step(int circuits, double heap) => new(circuits, 1, 1, heap * Kilobyte, Megabyte);
}
