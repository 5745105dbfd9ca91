using System.Text.RegularExpressions;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Docs;

/// <summary>What docs/self-hosting.md names exists.</summary>
public sealed partial class SelfHostingTests
{
    private static readonly string[] Configured = ["src", "ServiceDefaults", "WebApp"];
    private static readonly string Document = File.ReadAllText(Repository.PathOf("docs", "self-hosting.md"));

    [Fact]
    public void Paths_Each_AreThere()
    {
        var paths = DeployPath().Matches(Document).Select(match => match.Value.TrimEnd('.')).Distinct().ToList();

        Assert.True(paths.Count >= 6, $"The document names {paths.Count} paths.");
        Assert.All(paths, path => Assert.True(Path.Exists(Repository.PathOf(path.Split('/'))), $"docs/self-hosting.md names '{path}', which does not exist."));
    }

    [Fact]
    public void Files_Each_AreOfAFolderThatIsNamed() => Assert.All(Directory.EnumerateDirectories(Repository.PathOf("deploy")).Select(Path.GetFileName).Intersect(["apache", "gateway", "haproxy", "kubernetes", "nginx", "systemd"]),
        folder => Assert.Contains($"deploy/{folder}/", Document, StringComparison.Ordinal));

    [Theory]
    [InlineData("Replicas as services of systemd", "systemd", 4)]
    [InlineData("nginx", "nginx", 9)]
    [InlineData("HAProxy", "haproxy", 7)]
    [InlineData("Apache", "apache", 6)]
    [InlineData("Kubernetes", "kubernetes", 8)]
    public void Settings_OfASection_AreInItsFiles(string section, string folder, int count)
    {
        var shipped = string.Join('\n', Directory.EnumerateFiles(Repository.PathOf("deploy", folder), "*", SearchOption.AllDirectories).Select(File.ReadAllText));
        var text = Document[Document.IndexOf($"\n## {section}\n", StringComparison.Ordinal)..];
        var settings = TableEntry().Matches(text[..text.IndexOf("\n## ", 1, StringComparison.Ordinal)]).Select(match => match.Groups["setting"].Value).ToList();

        Assert.Equal(count, settings.Count);
        Assert.All(settings, setting => Assert.Contains(setting, shipped, StringComparison.Ordinal));
    }

    [Fact]
    public void Keys_OfTheApp_AreReadSomewhere()
    {
        var sources = string.Join('\n', Configured
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories)).Select(File.ReadAllText));
        var keys = Key().Matches(Document).Select(match => match.Groups["key"].Value).Distinct().ToList();

        Assert.True(keys.Count >= 7, $"The document names {keys.Count} keys.");
        Assert.All(keys, key =>
        {
            var last = key.LastIndexOf(':');
            Assert.True(sources.Contains($"\"{key}\"", StringComparison.Ordinal)
                || (sources.Contains($"\"{key[..last]}\"", StringComparison.Ordinal) && sources.Contains($" {key[(last + 1)..]} {{ get;", StringComparison.Ordinal)), key);
        });
    }

    [Fact]
    public void Targets_Each_HaveARowAndASection()
    {
        string[] targets = ["our gateway", "nginx", "HAProxy", "Apache", "Kubernetes, ingress-nginx", "Kubernetes, our gateway", "Kubernetes, Gateway API", "Azure Container Apps", "Azure App Service", "IIS with ARR", "AWS Application Load Balancer", "Google Cloud load balancer"];
        string[] sections = ["Our gateway", "nginx", "HAProxy", "Apache", "Kubernetes", "Azure", "IIS with Application Request Routing", "AWS Application Load Balancer", "Google Cloud load balancer"];

        Assert.All(targets, target => Assert.Matches($@"(?m)^\| {target}( \(not run\))? \| yes \| [^|]+ \| [^|]+ \| [^|]+ \| Redis \|$", Document));
        Assert.All(sections, section => Assert.Contains($"\n## {section}\n", Document, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"deploy/[\w\-./@]+")]
    private static partial Regex DeployPath();

    [GeneratedRegex(@"^\| `(?<setting>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex TableEntry();

    [GeneratedRegex(@"`(?<key>(Gateway|ForwardedHeaders|Drain|Rebalance|Management)(:\w+)+)`")]
    private static partial Regex Key();
}
