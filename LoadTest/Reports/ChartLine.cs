namespace BlazorAspire.LoadTest.Reports;

/// <summary>One line of a chart.</summary>
/// <param name="Colour">The number of its colour among those of a series.</param>
/// <param name="Values">One for each place on the horizontal axis; null where the line has a gap.</param>
internal sealed record ChartLine(string Name, int Colour, IReadOnlyList<double?> Values);
