namespace Embedded.Dashboard.Components.Charts;

/// <summary>A line across a chart that the others are held against.</summary>
/// <param name="Value">In the unit of the lines' values.</param>
public sealed record ChartReference(double Value, string Label);
