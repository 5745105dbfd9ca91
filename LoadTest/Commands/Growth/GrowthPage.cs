using BlazorAspire.LoadTest.Reports;

namespace BlazorAspire.LoadTest.Commands.Growth;

/// <summary>The report as a page with charts.</summary>
internal static class GrowthPage
{
    private const double Kilobyte = 1024;

    public static string Render(GrowthResult result, string footer)
    {
        var axis = new ChartAxis([.. result.Ours.Steps.Select(step => step.Circuits)], "circuits");
        return ReportPage.Render("What a circuit needs", "One replica with the counter open in ever more tabs, beside the same page of a bare Blazor app.", string.Concat(
            string.Concat(GrowthReport.Verdicts(result).Select(verdict => $"<p>{ReportPage.Encode(verdict)}</p>\n")),
            Draw("Kilobytes of managed memory a circuit", step => step.HeapBytes / Kilobyte),
            Draw("Megabytes resident", step => step.ResidentBytes / Kilobyte / Kilobyte),
            Draw("Milliseconds to open a circuit", step => step.OpeningMilliseconds),
            Draw("Milliseconds for a click", step => step.ClickMilliseconds),
            "<details><summary>The charts as a table</summary>\n",
            ReportPage.Table(GrowthReport.Head(), GrowthReport.Rows(result)),
            "</details>\n"), footer);

        string Draw(string title, Func<GrowthStep, double> valueOf) => Chart.Render(title, axis, Line(result.Ours, 1, valueOf), Line(result.Bare, 2, valueOf));
    }

    private static ChartLine Line(GrowthArm arm, int colour, Func<GrowthStep, double> valueOf) => new(arm.Name, colour, [.. arm.Steps.Select(step => (double?)valueOf(step))]);
}
