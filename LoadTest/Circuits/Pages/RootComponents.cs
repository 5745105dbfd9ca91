using System.Text;
using System.Text.Json.Nodes;

namespace BlazorAspire.LoadTest.Circuits.Pages;

/// <summary>The interactive root components of a page, as the page gives them to each circuit that renders it: the first, and each that goes on after a pause.</summary>
internal sealed class RootComponents
{
    // As bytes: a load keeps them for thousands of pages.
    private readonly byte[] _operations;
    private int _batches;

    /// <param name="markers">Their descriptors as JSON, in the order of the page.</param>
    public RootComponents(IReadOnlyList<string> markers)
    {
        Count = markers.Count;
        var operations = markers.Select((marker, index) => new JsonObject
        {
            ["type"] = "add",
            ["ssrComponentId"] = index + 1,
            ["marker"] = JsonNode.Parse(marker),
        });
        _operations = Encoding.UTF8.GetBytes(new JsonArray([.. operations]).ToJsonString());
    }

    public int Count { get; }

    /// <summary>The call, as JSON, with which the page gives all of them to its next circuit. Batches are numbered from 1.</summary>
    public string NextBatch() => $"{{\"batchId\":{++_batches},\"operations\":{Encoding.UTF8.GetString(_operations)}}}";
}
