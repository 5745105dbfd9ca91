using System.Globalization;
using System.Text;

namespace Embedded.Dashboard.Components.Charts;

/// <summary>Writes lines for SVG, in a square of 100 by 100.</summary>
internal static class LinePoints
{
    /// <summary>A path that is interrupted where there is no value.</summary>
    public static string Path(double?[] values, ValueAxis axis)
    {
        var path = new StringBuilder();
        var isDrawing = false;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is { } value)
            {
                var isAlone = !isDrawing && (i + 1 == values.Length || values[i + 1] is null);
                path.Append(isDrawing ? 'L' : 'M').Append(CultureInfo.InvariantCulture, $"{X(i, values.Length):0.##} {axis.Y(value):0.##}");
                // A value between two gaps has no line; a short one is drawn in its place.
                path.Append(isAlone ? "h.4" : "");
            }
            isDrawing = values[i] is not null;
        }
        return path.ToString();
    }

    /// <summary>Where the labels of the lines go, in percent: beside their ends, but never over each other.</summary>
    public static double[] Labels(IReadOnlyList<double> ends, double distance)
    {
        var order = Enumerable.Range(0, ends.Count).OrderBy(index => ends[index]).ToArray();
        var places = ends.ToArray();
        for (var i = 1; i < order.Length; i++)
        {
            places[order[i]] = Math.Max(places[order[i]], places[order[i - 1]] + distance);
        }
        // What was pushed out below pushes the others up again.
        for (var i = order.Length - 1; i >= 0; i--)
        {
            var lowest = i == order.Length - 1 ? 100 : places[order[i + 1]] - distance;
            places[order[i]] = Math.Min(places[order[i]], lowest);
        }
        return places;
    }

    private static double X(int index, int count) => count < 2 ? 0 : 100.0 * index / (count - 1);
}
