using System.Text.RegularExpressions;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Docs;

public partial class ReadmeTests
{
    private static readonly string Root = Repository.Root;
    private static readonly string Readme = File.ReadAllText(Path.Combine(Root, "README.md"));

    private static readonly string[] Configured = ["AppHost", "Gateway", "WebApp", "Embedded"];

    [Fact]
    public void AppHostCode_EachLine_StandsInTheAppHostInThisOrder()
    {
        var program = File.ReadAllLines(Path.Combine(Root, "AppHost", "Program.cs")).Select(l => l.Trim()).ToArray();
        var shown = CSharpBlock().Match(Readme).Groups["code"].Value.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 1).ToArray();

        var next = 0;
        foreach (var line in shown)
        {
            next = Array.IndexOf(program, line, next) + 1;
            Assert.True(next > 0, $"README.md shows '{line}', which AppHost/Program.cs does not hold at that place.");
        }
        Assert.InRange(shown.Length, 10, 40);
    }

    [Fact]
    public void TopicCode_EachLine_StandsInAComponentThatCompiles()
    {
        var component = File.ReadAllLines(Path.Combine(Root, "Tests", "Docs", "NewsPage.cs")).Select(l => l.Trim()).ToArray();
        var block = RazorBlock().Matches(Readme).Single(m => m.Value.Contains("PageTopics", StringComparison.Ordinal));
        var shown = block.Groups["code"].Value.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 1 && !l.StartsWith('@')).ToArray();

        var next = 0;
        foreach (var line in shown)
        {
            next = Array.IndexOf(component, line, next) + 1;
            Assert.True(next > 0, $"README.md shows '{line}', which Tests/Docs/NewsPage.cs does not hold at that place.");
        }
        Assert.Equal(3, shown.Length);
    }

    [Fact]
    public void Links_ToFiles_LeadToFiles()
    {
        var documents = Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories).Append(Path.Combine(Root, "README.md"));

        var dead = documents.SelectMany(document => FileLink().Matches(File.ReadAllText(document))
            .Select(m => m.Groups["path"].Value)
            .Where(path => !Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, path)))
            .Select(path => $"{document}: {path}"));

        Assert.Empty(dead);
    }

    [Fact]
    public void ConfigurationTables_EveryKey_IsReadSomewhere()
    {
        var sources = string.Join('\n', Configured
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText));
        var keys = ConfigurationKey().Matches(Readme).Select(m => m.Groups["key"].Value).ToArray();

        Assert.NotEmpty(keys);
        Assert.All(keys, key =>
        {
            var lastColon = key.LastIndexOf(':');
            var isWhole = sources.Contains($"\"{key}\"", StringComparison.Ordinal);
            var isBound = sources.Contains($"\"{key[..lastColon]}\"", StringComparison.Ordinal) && sources.Contains($" {key[(lastColon + 1)..]} {{ get;", StringComparison.Ordinal);
            Assert.True(isWhole || isBound, $"README.md documents '{key}', which no source reads.");
        });
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex("```razor\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex RazorBlock();

    [GeneratedRegex(@"\]\((?<path>(?!https?:|#)[^)]+)\)")]
    private static partial Regex FileLink();

    [GeneratedRegex(@"^\| `(?<key>(AppHost|Gateway|State|Drain|Circuits|Rebalance|Topics)(:\w+)+)` \|", RegexOptions.Multiline)]
    private static partial Regex ConfigurationKey();
}
