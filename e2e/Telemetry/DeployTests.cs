using System.Text.Json;
using BlazorAspire.Tests.AppHost;
using BlazorAspire.Tests.Support;
using YamlDotNet.Serialization;

namespace BlazorAspire.Tests.Telemetry;

/// <summary>The dashboard and the alerts ask for what running processes really export.</summary>
[Collection(SharedApp.Name)]
public sealed class DeployTests(TelemetryWorld world) : IClassFixture<TelemetryWorld>
{
    // A Prometheus server adds them.
    private static readonly string[] OfTheServer = ["job", "instance"];

    private static readonly string Dashboard = Repository.PathOf("deploy", "grafana", "dashboard.json");
    private static readonly string Alerts = Repository.PathOf("deploy", "prometheus", "alerts.yml");
    private static readonly string Server = Repository.PathOf("deploy", "prometheus", "prometheus.yml");

    [Fact]
    public void Dashboard_EveryQuery_AsksForWhatIsExported()
    {
        var queries = PanelsOf(Dashboard).SelectMany(panel => panel.Queries, (panel, query) => ($"panel '{panel.Title}'", query)).ToList();

        Assert.True(queries.Count > 30, $"The dashboard has {queries.Count} queries.");
        Assert.Empty(queries.SelectMany(query => Problems(query.Item1, query.query)));
    }

    [Fact]
    public void Dashboard_Panels_HaveATitleAnExplanationAndAPlaceOfTheirOwn()
    {
        var panels = PanelsOf(Dashboard);

        Assert.All(panels.Where(panel => panel.Type != "row"), panel => Assert.True(panel.Title.Length > 0 && panel.Description.Length > 0, $"Panel '{panel.Title}' explains nothing."));
        Assert.Equal(panels.Count, panels.Select(panel => panel.Id).Distinct().Count());
        Assert.Equal(panels.Count, panels.Select(panel => panel.Place).Distinct().Count());
    }

    [Fact]
    public void Alerts_EveryQuery_AsksForWhatIsExported()
    {
        var rules = RulesOf(Alerts);

        Assert.True(rules.Count >= 6, $"There are {rules.Count} alerts.");
        Assert.Empty(rules.SelectMany(rule => Problems($"alert '{rule.Alert}'", rule.Expr)));
    }

    [Fact]
    public void Alerts_Each_SayWhatHappenedWhatItMeansAndWhatToDo() => Assert.All(RulesOf(Alerts), rule =>
    {
        Assert.Contains(rule.Labels["severity"], (string[])["critical", "warning", "info"]);
        Assert.All(["summary", "description", "runbook"], part => Assert.EndsWith(".", rule.Annotations[part], StringComparison.Ordinal));
    });

    [Fact]
    public void Server_Configuration_ReadsTheRulesAndTheMetrics()
    {
        var configuration = new DeserializerBuilder().IgnoreUnmatchedProperties().Build().Deserialize<Dictionary<string, object>>(File.ReadAllText(Server));

        Assert.Equal(["alerts.yml"], (IEnumerable<object>)configuration["rule_files"]);
        Assert.Contains("scrape_configs", configuration.Keys);
    }

    [Theory]
    [InlineData("sum(circuits_lost)", "no metric 'circuits_lost'")]
    [InlineData("circuits_open{stat=\"connected\"}", "no label 'stat'")]
    [InlineData("circuits_open{state=\"conected\"}", "no 'conected'")]
    [InlineData("sum by (replica) (circuits_open)", "no label 'replica'")]
    [InlineData("rate(circuits_lost_total)", "time")]
    [InlineData("rate(circuits_open[5m])", "counter")]
    public void Problems_OfAWrongQuery_AreFound(string query, string expected) =>
        Assert.Contains(expected, string.Join('\n', Problems("query", query)), StringComparison.Ordinal);

    private IEnumerable<string> Problems(string where, string text)
    {
        var query = PromQuery.Read(text);
        var known = new HashSet<string>(OfTheServer);
        foreach (var selector in query.Selectors)
        {
            if (!world.Metrics.Has(selector.Name))
            {
                yield return $"{where}: there is no metric '{selector.Name}'.";
                continue;
            }

            var labels = world.Metrics.LabelsOf(selector.Name);
            known.UnionWith(labels);
            foreach (var matcher in selector.Matchers.Where(matcher => !OfTheServer.Contains(matcher.Label)))
            {
                if (!labels.Contains(matcher.Label))
                {
                    yield return $"{where}: '{selector.Name}' has no label '{matcher.Label}'.";
                }
                else if (matcher.Operator == "=" && !world.Metrics.ValuesOf(selector.Name, matcher.Label).Contains(matcher.Value))
                {
                    yield return $"{where}: '{selector.Name}' has no '{matcher.Value}' for '{matcher.Label}'.";
                }
            }

            var isRate = text.Contains($"rate({selector.Name}", StringComparison.Ordinal) || text.Contains($"increase({selector.Name}", StringComparison.Ordinal);
            if (isRate != selector.IsRange)
            {
                yield return $"{where}: '{selector.Name}' is asked over a time for a rate, and only then.";
            }

            if (isRate && world.Metrics.Types.GetValueOrDefault(selector.Name) == "gauge")
            {
                yield return $"{where}: '{selector.Name}' is no counter.";
            }
        }

        foreach (var label in query.Groupings.Where(label => !known.Contains(label)))
        {
            yield return $"{where}: what is asked for has no label '{label}'.";
        }
    }

    private static List<Panel> PanelsOf(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return [.. document.RootElement.GetProperty("panels").EnumerateArray().Select(panel => new Panel(
            panel.GetProperty("id").GetInt32(),
            panel.GetProperty("type").GetString()!,
            panel.GetProperty("title").GetString()!,
            panel.TryGetProperty("description", out var description) ? description.GetString()! : "",
            $"{panel.GetProperty("gridPos").GetProperty("x")},{panel.GetProperty("gridPos").GetProperty("y")}",
            panel.TryGetProperty("targets", out var targets) ? [.. targets.EnumerateArray().Select(target => target.GetProperty("expr").GetString()!)] : []))];
    }

    private static List<Rule> RulesOf(string file) =>
        [.. new DeserializerBuilder().WithNamingConvention(YamlDotNet.Serialization.NamingConventions.CamelCaseNamingConvention.Instance).Build()
            .Deserialize<RuleFile>(File.ReadAllText(file)).Groups.SelectMany(group => group.Rules)];

    private sealed record Panel(int Id, string Type, string Title, string Description, string Place, IReadOnlyList<string> Queries);
}
