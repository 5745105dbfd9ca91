using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Profiles;

/// <summary>The app's sources know nothing of the profiles.</summary>
public sealed class SourceRulesTests
{
    private static readonly string[] Parts = ["AppHost", "ServiceDefaults", "WebApp", "Gateway", "SignalREmulator", "Tests"];

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
        // What tests the profiles, and the template that chooses one, has to name them.
        string[] tests = [Repository.PathOf("Tests", "Profiles"), Repository.PathOf("Tests", "Template")];
        var reading = Files("*.cs", "*.razor", "*.json").Where(file => !tests.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)) && File.ReadAllText(file).Contains(Property, StringComparison.Ordinal));

        Assert.Empty(reading);
    }

    [Fact]
    public void Projects_OfTheApp_ReadTheProfileForTheAspireSdkAndOneFileOnly()
    {
        var lines = Files("*.csproj").SelectMany(file => File.ReadLines(file).Where(line => line.Contains(Property, StringComparison.Ordinal)).Select(line => (Path.GetFileName(file), line))).ToArray();

        Assert.All(lines, line =>
        {
            Assert.Equal("AppHost.csproj", line.Item1);
            Assert.Matches("Sdk=\"Aspire.AppHost.Sdk\"|Compile Include=\"Deploy/ContainerApps", line.line);
        });
        Assert.Equal(3, lines.Length);
    }

    private static IEnumerable<string> Files(params string[] patterns) =>
        from part in Parts
        from pattern in patterns
        from file in Directory.EnumerateFiles(Repository.PathOf(part), pattern, SearchOption.AllDirectories)
        where !file.Split(Path.DirectorySeparatorChar).Any(p => p is "bin" or "obj")
        select file;
}
