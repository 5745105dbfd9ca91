using System.Text.RegularExpressions;

namespace BlazorAspire.Tests.Telemetry;

/// <summary>What <c>/metrics</c> of one or more processes gave: the series of each name, with their labels.</summary>
internal sealed partial class ScrapedMetrics
{
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Dictionary<string, string>>> _series = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _series.Keys;

    /// <summary>Names of metrics, which a histogram has several series names for, and their types.</summary>
    public IReadOnlyDictionary<string, string> Types => _types;

    public void Add(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (TypeLine().Match(line) is { Success: true } type)
            {
                _types[type.Groups["name"].Value] = type.Groups["type"].Value;
            }
            else if (SeriesLine().Match(line) is { Success: true } series)
            {
                var name = series.Groups["name"].Value;
                (_series.TryGetValue(name, out var known) ? known : _series[name] = []).Add(
                    Label().Matches(series.Groups["labels"].Value).ToDictionary(label => label.Groups["key"].Value, label => label.Groups["value"].Value));
            }
            else if (!line.StartsWith("# HELP ", StringComparison.Ordinal))
            {
                throw new InvalidDataException($"'{line}' is no line of the Prometheus text format.");
            }
        }
    }

    public bool Has(string name) => _series.ContainsKey(name);

    public int CountOf(string name) => _series[name].Count;

    /// <summary>The labels that any series of a name has, but those of the scope, which nobody asks for.</summary>
    public IReadOnlySet<string> LabelsOf(string name) =>
        _series[name].SelectMany(labels => labels.Keys).Where(key => !key.StartsWith("otel_scope_", StringComparison.Ordinal)).ToHashSet();

    public IReadOnlySet<string> ValuesOf(string name, string label) => _series[name].Select(labels => labels.GetValueOrDefault(label)).OfType<string>().ToHashSet();

    /// <summary>The meter of a metric.</summary>
    public string ScopeOf(string name) => name == "target_info" ? "" : ValuesOf(_series.ContainsKey(name) ? name : $"{name}_count", "otel_scope_name").First();

    [GeneratedRegex(@"^# TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<type>counter|gauge|histogram)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>([a-zA-Z_][a-zA-Z0-9_]*=""([^""\\]|\\[\\""n])*"",?)*)\})? (?<value>[-+]?([0-9.]+(E[-+][0-9]+)?|Inf|NaN))$")]
    private static partial Regex SeriesLine();

    [GeneratedRegex(@"(?<key>[a-zA-Z_][a-zA-Z0-9_]*)=""(?<value>([^""\\]|\\[\\""n])*)""")]
    private static partial Regex Label();
}
