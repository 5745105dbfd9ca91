using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Profiles;

/// <summary>The app's sources know nothing of the profiles.</summary>
public sealed class SourceRulesTests
{
    private static readonly string[] Parts = ["AppHost", "ServiceDefaults", "WebApp", "Gateway", "Tests"];

    // In pieces, so that this file passes its own test.
    private static readonly string Condition = "#" + "if";
    private static readonly string Property = "Host" + "Profile";

    [Fact]
    public void Sources_OfTheApp_AreNotConditional()
    {
        var conditional = Files("*.cs").Where(file => File.ReadLines(file).Any(line => line.TrimStart().StartsWith(Condition, StringComparison.Ordinal)));

        Assert.Empty(conditional);
    }

    [Fact]
    public void Sources_OfTheApp_DoNotReadTheProfile()
    {
        // What tests the profiles has to name them.
        var tests = Path.Combine(Repository.Root, "Tests", "Profiles");
        var reading = Files("*.cs", "*.razor", "*.json").Where(file => !file.StartsWith(tests, StringComparison.Ordinal) && File.ReadAllText(file).Contains(Property, StringComparison.Ordinal));

        Assert.Empty(reading);
    }

    [Fact]
    public void Projects_OfTheApp_ReadTheProfileForTheAspireSdkOnly()
    {
        var lines = Files("*.csproj").SelectMany(file => File.ReadLines(file).Where(line => line.Contains(Property, StringComparison.Ordinal)).Select(line => (Path.GetFileName(file), line))).ToArray();

        Assert.All(lines, line =>
        {
            Assert.Equal("AppHost.csproj", line.Item1);
            Assert.Contains("Sdk=\"Aspire.AppHost.Sdk\"", line.line, StringComparison.Ordinal);
        });
        Assert.Equal(2, lines.Length);
    }

    private static IEnumerable<string> Files(params string[] patterns) =>
        from part in Parts
        from pattern in patterns
        from file in Directory.EnumerateFiles(Repository.PathOf(part), pattern, SearchOption.AllDirectories)
        where !file.Split(Path.DirectorySeparatorChar).Any(p => p is "bin" or "obj")
        select file;
}
