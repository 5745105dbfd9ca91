using System.Text.RegularExpressions;
using BlazorAspire.AppHost.Deploy;
using BlazorAspire.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace BlazorAspire.Tests.AppHost.Deploy;

/// <summary>What docs/azure.md and the files of Azure say, held against what is.</summary>
public sealed partial class AzureDocumentTests
{
    private static readonly string Document = Read("docs", "azure.md");

    [Fact]
    public void Settings_EachInTheDocument_AreThoseThatAreRead()
    {
        var read = Key().Matches(Read("AppHost", "Deploy", "DeploySettings.cs")).Select(m => m.Groups["key"].Value).Distinct().Order();
        var documented = Row().Matches(Document).Select(m => m.Groups["key"].Value).Order();

        Assert.Equal(read, documented);
    }

    [Fact]
    public void Settings_EachInTheDocument_HaveTheDefaultsThatHold()
    {
        var defaults = new DeploySettings();

        Assert.All(Row().Matches(Document), row =>
        {
            var value = typeof(DeploySettings).GetProperty(row.Groups["key"].Value["Deploy:".Length..])!.GetValue(defaults);
            Assert.Equal(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value}").ToLowerInvariant(), row.Groups["default"].Value);
        });
    }

    [Fact]
    public void Probes_EachInTheDocument_AreThosePublished() =>
        Assert.All(new DeploySettings().Probes, probe => Assert.Contains($"| {probe.Kind} | `{probe.Path}` | {probe.PeriodSeconds} s | {probe.FailureThreshold} |", Document, StringComparison.Ordinal));

    [Fact]
    public void AzureYaml_ItsService_IsTheAppHostOnContainerApps()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Read("azure.yaml")));
        var service = (YamlMappingNode)((YamlMappingNode)yaml.Documents[0].RootNode["services"]).Children.Single().Value;

        Assert.Equal("containerapp", (string?)service["host"]);
        Assert.Equal("dotnet", (string?)service["language"]);
        Assert.True(File.Exists(Path.Combine(Repository.Root, (string)service["project"]!)));
    }

    [Fact]
    public void AppService_ItsBicep_IsWellFormedAndKeepsUsersOnTheirInstance()
    {
        var bicep = new BicepFile(Read("deploy", "azure", "app-service.bicep"));

        Assert.Null(bicep.FindImbalance());
        Assert.Equal(["Microsoft.Web/serverfarms@2024-04-01", "Microsoft.Web/sites@2024-04-01"], bicep.ResourceTypes);
        Assert.All(bicep.Parameters.Keys, name => Assert.True(bicep.Uses(name), $"'{name}' is declared and not used."));
        Assert.Equal(["redisConnectionString"], bicep.SecureParameters);
        string[] lines = ["clientAffinityEnabled: true", "webSocketsEnabled: true", "alwaysOn: true", "http20Enabled: true", "healthCheckPath: '/health'", "httpsOnly: true"];
        Assert.All(lines, line => Assert.Contains($" {line}\n", bicep.Text, StringComparison.Ordinal));
    }

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([Repository.Root, .. path])).ReplaceLineEndings("\n");

    [GeneratedRegex("\"(?<key>Deploy:\\w+)\"")]
    private static partial Regex Key();

    [GeneratedRegex(@"^\| `(?<key>Deploy:\w+)` \| (?<default>[^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
