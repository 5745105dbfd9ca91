using System.Text.RegularExpressions;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Telemetry;

/// <summary>A line of a table in docs/metrics.md.</summary>
internal sealed partial record MetricRow(string Name, string PrometheusName, IReadOnlySet<string> Labels, string Unit, string Kind)
{
    public static IReadOnlyList<MetricRow> ReadAll() => [.. Line().Matches(File.ReadAllText(Repository.PathOf("docs", "metrics.md"))).Select(match => new MetricRow(
        match.Groups["name"].Value,
        match.Groups["prometheus"].Value,
        match.Groups["labels"].Value.Split(['`', ' '], StringSplitOptions.RemoveEmptyEntries).ToHashSet(),
        match.Groups["unit"].Value,
        match.Groups["kind"].Value))];

    [GeneratedRegex(@"^\| `(?<name>[\w.]+)` \| `(?<prometheus>\w+)` \| (?<labels>[`\w ]*?) ?\| `(?<unit>[^`]+)` \| (?<kind>[\w -]+) \| .+ \|$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
