using System.Text;
using System.Text.Json.Nodes;
using AngleSharp;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace BlazorAspire.LoadTest.Circuits;

/// <summary>A page as the app sends it, and what it holds for its circuit.</summary>
internal sealed class Page
{
    private const string MarkerPrefix = "Blazor:";
    private const string StatePrefix = "Blazor-Server-Component-State:";

    private readonly (IComment Comment, JsonNode Json)[] _markers;

    public Page(string html)
    {
        Document = new HtmlParser().ParseDocument(html);
        var comments = Document.Descendants<IComment>().ToArray();
        _markers = [.. comments.Where(comment => comment.Data.StartsWith(MarkerPrefix, StringComparison.Ordinal)).Select(comment => (comment, Json(comment)))];
        Roots = new RootComponents([.. Starts.Select(start => start.Json)]);
        State = comments.FirstOrDefault(comment => comment.Data.StartsWith(StatePrefix, StringComparison.Ordinal))?.Data[StatePrefix.Length..] ?? "";
    }

    /// <summary>What the page shows before its circuit has rendered it.</summary>
    public IHtmlDocument Document { get; }

    /// <summary>The interactive components that are rendered by a server.</summary>
    public RootComponents Roots { get; }

    /// <summary>What the components left for themselves while they were prerendered, protected by the server.</summary>
    public string State { get; }

    /// <summary>The tab whose saved state the page was prerendered with; empty for none, null where the app does not say.</summary>
    public string? Tab => Document.QuerySelector("script[data-tab]")?.GetAttribute("data-tab");

    /// <summary>What links on the page, and the circuit hub, are relative to.</summary>
    public string BasePath => Document.QuerySelector("base[href]")?.GetAttribute("href") ?? "/";

    /// <summary>Whether it loads Blazor's script.</summary>
    public bool IsOfBlazor => Document.QuerySelector("script[src*='_framework/blazor.']") is not null;

    /// <summary>Whether it has components that run in the browser.</summary>
    public bool HasWebAssembly => _markers.Any(marker => (string?)marker.Json["type"] == "webassembly");

    /// <summary>The HTML of each interactive root component, in the order of the page; null for one that was not prerendered.</summary>
    public IReadOnlyList<string?> ReadRoots() => [.. Starts.Select(start => ReadRoot(start.Comment, (string?)start.Json["prerenderId"]))];

    /// <summary>The end of a component has a marker too, which only repeats the id of the start.</summary>
    private IEnumerable<(IComment Comment, JsonNode Json)> Starts => _markers.Where(marker => marker.Json["descriptor"] is not null);

    private string? ReadRoot(IComment start, string? id)
    {
        var end = _markers.FirstOrDefault(marker => marker.Json["descriptor"] is null && (string?)marker.Json["prerenderId"] == id).Comment;
        if (id is null || end is null)
        {
            return null;
        }

        var html = new StringBuilder();
        for (var node = start.NextSibling; node is not null && node != end; node = node.NextSibling)
        {
            html.Append(node.ToHtml());
        }

        return html.ToString();
    }

    private static JsonNode Json(IComment marker) => JsonNode.Parse(marker.Data[MarkerPrefix.Length..])!;
}

/// <summary>
/// The interactive root components of a page, as the page gives them to each circuit that renders it: the first, and each that goes on after a pause.
/// </summary>
internal sealed class RootComponents
{
    // As bytes: a load keeps them for thousands of pages.
    private readonly byte[] _operations;
    private int _batches;

    public RootComponents(IReadOnlyList<JsonNode> markers)
    {
        Count = markers.Count;
        var operations = markers.Select((marker, index) =>
            new JsonObject { ["type"] = "add", ["ssrComponentId"] = index + 1, ["marker"] = marker.DeepClone() });
        _operations = Encoding.UTF8.GetBytes(new JsonArray([.. operations]).ToJsonString());
    }

    public int Count { get; }

    /// <summary>The call, as JSON, with which the page gives all of them to its next circuit. Batches are numbered from 1.</summary>
    public string NextBatch() => $"{{\"batchId\":{++_batches},\"operations\":{Encoding.UTF8.GetString(_operations)}}}";
}
