namespace Embedded.Dashboard.Components.Charts;

/// <param name="Label">Written at the line's end.</param>
/// <param name="Values">One for each step of the chart's grid; null is a gap.</param>
public sealed record ChartLine(string Label, double?[] Values)
{
    public double? Last => Array.FindLast(Values, value => value is not null);
}
