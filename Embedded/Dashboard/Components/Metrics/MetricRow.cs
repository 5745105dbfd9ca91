namespace Embedded.Dashboard.Components.Metrics;

/// <param name="Color">The class of the line's colour, or null for what has no line.</param>
/// <param name="Cells">One for each column of the table but the first.</param>
public sealed record MetricRow(string Label, string? Color, string[] Cells);
