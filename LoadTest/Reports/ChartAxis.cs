using System.Globalization;

namespace BlazorAspire.LoadTest.Reports;

/// <summary>The horizontal axis of a chart.</summary>
/// <param name="Places">Of the values, rising.</param>
/// <param name="Unit">What is written behind the first place and the last.</param>
internal sealed record ChartAxis(IReadOnlyList<int> Places, string Unit)
{
    public string First => Text(Places[0]);

    public string Last => Text(Places[^1]);

    /// <summary>How far a place is from the first one, in percent of the axis.</summary>
    public double PercentOf(int index) => 100.0 * (Places[index] - Places[0]) / Math.Max(1, Places[^1] - Places[0]);

    private string Text(int place) => string.Create(CultureInfo.InvariantCulture, $"{place} {Unit}");
}
