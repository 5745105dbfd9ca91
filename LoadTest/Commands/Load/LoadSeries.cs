namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>One line of a chart.</summary>
/// <param name="Colour">The number of its colour among those of a series.</param>
/// <param name="ValueOf">Null where the line has a gap.</param>
internal sealed record LoadSeries(string Name, int Colour, Func<LoadSecond, double?> ValueOf);
