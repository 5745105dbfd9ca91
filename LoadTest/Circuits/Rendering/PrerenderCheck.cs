using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BlazorAspire.LoadTest.Circuits.Pages;

namespace BlazorAspire.LoadTest.Circuits.Rendering;

/// <summary>Whether the first render of a circuit is what the page showed before. Where it is not, its user sees the page change by itself.</summary>
internal static class PrerenderCheck
{
    public const string Same = "the same as the first render";
    public const string None = "the page is not prerendered";

    private const int MostTold = 3;

    /// <summary>In words for a report.</summary>
    /// <param name="html">The page as it was loaded.</param>
    /// <param name="tree">What the circuit has rendered of it, in the order of the page.</param>
    public static string Describe(string html, RenderTree tree)
    {
        var roots = Read(html).Zip(tree.Page.Children).Where(root => root.First is not null).ToArray();
        var differences = roots.SelectMany(root => TreeComparison.Find(root.First!, root.Second)).ToArray();
        return (roots.Length, differences.Length) switch
        {
            (0, _) => None,
            (_, 0) => Same,
            (_, > MostTold) => string.Create(CultureInfo.InvariantCulture, $"differs: {string.Join("; ", differences[..MostTold])}; and {differences.Length - MostTold} more"),
            _ => $"differs: {string.Join("; ", differences)}",
        };
    }

    /// <summary>The content of each interactive root component, in the order of the page; null for one that was not prerendered.</summary>
    public static IReadOnlyList<Node?> Read(string html)
    {
        var markers = PageText.Marker().Matches(html);
        return [.. markers.Where(marker => Field(marker, "descriptor") is not null).Select(start => Content(html, start, markers))];
    }

    private static Node? Content(string html, Match start, MatchCollection markers)
    {
        var id = Field(start, "prerenderId");
        var end = markers.FirstOrDefault(marker => marker.Index > start.Index && Field(marker, "descriptor") is null && Field(marker, "prerenderId") == id);
        return id is null || end is null ? null : HtmlReader.Read(html[(start.Index + start.Length)..end.Index]);
    }

    private static string? Field(Match marker, string name) => JsonNode.Parse(marker.Groups["json"].Value)?[name]?.GetValue<string>();
}
