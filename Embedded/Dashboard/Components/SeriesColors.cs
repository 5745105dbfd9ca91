using System.Globalization;

namespace Embedded.Dashboard.Components;

/// <summary>Gives each of a few names a colour, by its place among them.</summary>
internal static class SeriesColors
{
    private const int Count = 8;

    /// <summary>The class of the colour.</summary>
    public static string Class(int index) => string.Create(CultureInfo.InvariantCulture, $"series-{(index % Count) + 1}");

    public static string Class(string[] names, string name) => Class(Math.Max(0, Array.IndexOf(names, name)));
}
