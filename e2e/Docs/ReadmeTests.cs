using System.Text.RegularExpressions;
using System.Xml.Linq;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Docs;

public partial class ReadmeTests
{
    private static readonly string Root = Repository.Root;
    private static readonly string Readme = File.ReadAllText(Path.Combine(Root, "README.md"));

    [Fact]
    public void AppHostCode_EachLine_StandsInTheAppHostInThisOrder()
    {
        var program = File.ReadAllLines(Path.Combine(Root, "AppHost", "AppHost.cs")).Select(l => l.Trim()).ToArray();
        var shown = CSharpBlock().Match(Readme).Groups["code"].Value.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 1).ToArray();

        var next = 0;
        foreach (var line in shown)
        {
            next = Array.IndexOf(program, line, next) + 1;
            Assert.True(next > 0, $"README.md shows '{line}', which AppHost/AppHost.cs does not hold at that place.");
        }
        Assert.InRange(shown.Length, 10, 40);
    }

    [Fact]
    public void Template_ThatIsInstalled_HasThePackagesVersion()
    {
        var version = XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("BlazorAspireVersion").Single().Value;

        Assert.Contains($"artifacts/BlazorAspire.Templates.{version}.nupkg", Readme, StringComparison.Ordinal);
    }

    [Fact]
    public void TopicCode_EachLine_StandsInAComponentThatCompiles()
    {
        var component = File.ReadAllLines(Path.Combine(Root, "e2e", "Docs", "NewsPage.cs")).Select(l => l.Trim()).ToArray();
        var block = RazorBlock().Matches(Readme).Single(m => m.Value.Contains("PageTopics", StringComparison.Ordinal));
        var shown = block.Groups["code"].Value.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 1 && !l.StartsWith('@')).ToArray();

        var next = 0;
        foreach (var line in shown)
        {
            next = Array.IndexOf(component, line, next) + 1;
            Assert.True(next > 0, $"README.md shows '{line}', which e2e/Docs/NewsPage.cs does not hold at that place.");
        }
        Assert.Equal(3, shown.Length);
    }

    [Fact]
    public void Links_ToFiles_LeadToFiles()
    {
        var documents = Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(Root, "*.md"));

        var dead = documents.SelectMany(document => FileLink().Matches(File.ReadAllText(document))
            .Select(m => m.Groups["path"].Value.Split('#')[0])
            .Where(path => !Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, path)))
            .Select(path => $"{document}: {path}"));

        Assert.Empty(dead);
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex("```razor\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex RazorBlock();

    [GeneratedRegex(@"\]\((?<path>(?!https?:|#)[^)]+)\)")]
    private static partial Regex FileLink();
}
