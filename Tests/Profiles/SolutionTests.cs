using System.Text.RegularExpressions;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Profiles;

/// <summary>Which projects a build of the solution reaches: each says its name in place of being built.</summary>
public sealed partial class SolutionTests
{
    private const string Probe = """
        <Project>
          <Target Name="Build"><Message Importance="high" Text="reached:$(MSBuildProjectName)" /></Target>
        </Project>
        """;

    [Fact]
    public async Task Build_InAspireProfile_ReachesNoEmbeddedProject()
    {
        using var copy = new RepositoryCopy();

        var reached = await ReachedAsync(copy, "aspire");

        Assert.Superset(TheApp, reached);
        Assert.DoesNotContain(reached, name => name.StartsWith("Embedded.", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Build_InEmbeddedProfile_ReachesTheStandIns()
    {
        Skip.IfNot(Directory.Exists(Repository.Embedded), "This app has no folder Embedded.");
        using var copy = new RepositoryCopy();

        var reached = await ReachedAsync(copy, "embedded");

        Assert.Superset(TheApp, reached);
        Assert.Contains("Embedded.Hosting", reached);
        Assert.Contains("Embedded.Tests", reached);
    }

    [SkippableFact]
    public async Task Build_WithoutTheEmbeddedFolder_ReachesTheApp()
    {
        Skip.IfNot(Directory.Exists(Repository.Embedded), "This app has no folder Embedded.");
        using var copy = new RepositoryCopy();
        copy.RemoveEmbedded();

        var reached = await ReachedAsync(copy, "aspire");
        var appHost = await EvaluatedProject.ReadAsync(copy, "AppHost", "aspire");

        Assert.Superset(TheApp, reached);
        Assert.Contains("Aspire.Hosting.AppHost", appHost.Packages.Keys);
    }

    private static HashSet<string> TheApp => ["AppHost", "Gateway", "ServiceDefaults", "SignalREmulator", "Tests", "WebApp"];

    private static async Task<HashSet<string>> ReachedAsync(RepositoryCopy copy, string profile)
    {
        using var folder = new TemporaryFolder();
        var probe = folder.Write("probe.targets", Probe);
        var solution = Directory.EnumerateFiles(copy.Root, "*.slnx").Single();
        var result = await copy.BuildToolAsync(solution, "-t:Build", "-v:minimal", $"-p:HostProfile={profile}", $"-p:CustomAfterMicrosoftCommonTargets={probe}");
        return [.. Reached().Matches(result.MustSucceed().Output).Select(m => m.Groups[1].Value)];
    }

    [GeneratedRegex(@"reached:([\w.-]+)")]
    private static partial Regex Reached();
}
