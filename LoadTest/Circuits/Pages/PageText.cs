using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BlazorAspire.LoadTest.Circuits.Pages;

/// <summary>What the HTML of a page holds for its circuit.</summary>
/// <param name="Markers">The descriptors of the interactive root components, as JSON, in the order of the page.</param>
/// <param name="State">What the components left for themselves while they were prerendered, protected by the server.</param>
/// <param name="Tab">The tab whose saved state the page was prerendered with; empty for none, null where the app does not say.</param>
internal sealed partial record PageText(string Html, IReadOnlyList<string> Markers, string State, string? Tab)
{
    public static PageText Read(string html)
    {
        var markers = Marker().Matches(html).Select(m => m.Groups["json"].Value).Where(IsStart);
        return new PageText(html, [.. markers], StateComment().Match(html).Groups["state"].Value, HtmlTag().Match(html) is { Success: true } tag ? tag.Groups["tab"].Value : null);
    }

    /// <summary>The end of a component has a marker too, which only repeats the id of the start.</summary>
    private static bool IsStart(string json) => JsonNode.Parse(json)?["descriptor"] is not null;

    /// <summary>Where a component begins and, if it was prerendered, where it ends; the group <c>json</c> says which.</summary>
    [GeneratedRegex(@"<!--Blazor:(?<json>\{.*?\})-->", RegexOptions.CultureInvariant)]
    public static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>.*?)-->", RegexOptions.CultureInvariant)]
    private static partial Regex StateComment();

    [GeneratedRegex("<html[^>]* data-tab=\"(?<tab>[^\"]*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex HtmlTag();
}
