namespace Embedded.Dashboard.Components.Charts;

/// <summary>The vertical axis: round numbers, noughts included, around what is to be drawn.</summary>
internal sealed class ValueAxis
{
    private const int Steps = 4;
    private static readonly double[] Round = [1, 2, 2.5, 5, 10];

    public ValueAxis(double least, double greatest)
    {
        // Where all is nought there is still an axis to show it on.
        greatest = least == 0 && greatest == 0 ? 1 : greatest;
        var step = RoundUp((Math.Max(greatest, 0) - Math.Min(least, 0)) / Steps);
        Bottom = Math.Floor(Math.Min(least, 0) / step) * step;
        var count = Math.Max(1, (int)Math.Ceiling((Math.Max(greatest, 0) - Bottom) / step));
        Top = Bottom + (count * step);
        Ticks = [.. Enumerable.Range(0, count + 1).Select(index => Bottom + (index * step))];
    }

    public double Bottom { get; }

    public double Top { get; }

    public IReadOnlyList<double> Ticks { get; }

    /// <summary>Down from the top, in percent.</summary>
    public double Y(double value) => 100 * (Top - value) / (Top - Bottom);

    private static double RoundUp(double value)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        // A little less, as 5.000000001 is 5 too.
        return power * Round.First(round => round >= (value / power) - 1e-9);
    }
}
