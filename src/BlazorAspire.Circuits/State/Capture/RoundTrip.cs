using System.Text.Json;
using System.Text.Json.Nodes;

namespace BlazorAspire.Circuits.State.Capture;

/// <summary>Finds what would be lost if a value were restored: a member without a setter, a type that cannot be made.</summary>
internal static class RoundTrip
{
    /// <summary>Gives the path and the fact, or null when the value comes back as it was.</summary>
    public static string? FindProblem(byte[] json, Type type)
    {
        try
        {
            var again = StateJson.Write(StateJson.Read(json, type), type);
            return again.AsSpan().SequenceEqual(json) ? null : FindDifference("$", JsonNode.Parse(json), JsonNode.Parse(again));
        }
        catch (JsonException problem)
        {
            return $"{problem.Path ?? "$"}: {problem.Message}";
        }
        catch (Exception problem)
        {
            return $"$: {problem.Message}";
        }
    }

    private static string? FindDifference(string path, JsonNode? before, JsonNode? after) => (before, after) switch
    {
        (JsonObject left, JsonObject right) => left.Select(member => FindDifference($"{path}.{member.Key}", member.Value, right[member.Key])).FirstOrDefault(found => found is not null),
        (JsonArray left, JsonArray right) when left.Count == right.Count =>
            Enumerable.Range(0, left.Count).Select(index => FindDifference($"{path}[{index}]", left[index], right[index])).FirstOrDefault(found => found is not null),
        _ => JsonNode.DeepEquals(before, after) ? null : $"{path}: {Shown(before)} comes back as {Shown(after)}",
    };

    private static string Shown(JsonNode? node)
    {
        var text = node?.ToJsonString() ?? "null";
        return text.Length <= 40 ? text : text[..40] + "…";
    }
}
