using System.Xml.Linq;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Profiles;

public sealed class ProfileSeamTests(RepositoryCopy copy) : IClassFixture<RepositoryCopy>
{
    public static TheoryData<string> Projects { get; } = ["AppHost", "ServiceDefaults", "WebApp", "Gateway", "Tests"];

    [SkippableTheory]
    [MemberData(nameof(Projects))]
    public async Task References_InAspireProfile_AreThePackagesOfTheProjectFile(string project)
    {
        NeedsEmbedded();

        var evaluated = await EvaluatedProject.ReadAsync(copy, project, "aspire");

        Assert.Equal(WrittenPackages(project), evaluated.Packages.Keys.Except(GlobalPackages()).Order());
        Assert.DoesNotContain(evaluated.Projects, EvaluatedProject.IsEmbedded);
        Assert.All(WrittenPackages(project), name => Assert.Equal(CentralVersion(name), evaluated.Packages[name]));
        Assert.All(WrittenPackages(project).Where(IsAspire), name => Assert.Equal(RepositoryCopy.AspireVersion, evaluated.Packages[name]));
    }

    [SkippableTheory]
    [MemberData(nameof(Projects))]
    public async Task References_InEmbeddedProfile_AreTheStandIns(string project)
    {
        NeedsEmbedded();
        var replaced = WrittenPackages(project).Intersect(StandIns().Keys).ToArray();

        var evaluated = await EvaluatedProject.ReadAsync(copy, project, "embedded");

        Assert.NotEmpty(replaced);
        Assert.Equal(WrittenPackages(project).Except(replaced), evaluated.Packages.Keys.Except(GlobalPackages()).Order());
        Assert.Equal(replaced.Select(name => $"Embedded/{StandIns()[name]}").Order(), evaluated.Linked.Where(EvaluatedProject.IsEmbedded).Order());
        Assert.DoesNotContain(evaluated.Packages.Keys, IsAspire);
    }

    [SkippableFact]
    public void StandIns_OfEveryPackage_AreProjectsThatExist()
    {
        NeedsEmbedded();

        Assert.All(StandIns(), standIn => Assert.True(File.Exists(Path.Combine(Repository.Embedded, standIn.Value)), $"{standIn.Key}: '{standIn.Value}' does not exist."));
    }

    [Fact]
    public async Task Build_WithAnUnknownProfile_SaysWhatIsAllowed()
    {
        var result = await copy.BuildToolAsync(Path.Combine("WebApp", "WebApp.csproj"), "-t:Restore", "-p:HostProfile=nonsense");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("BA0001", result.Output, StringComparison.Ordinal);
        Assert.Contains("HostProfile is 'nonsense'. Allowed values are 'aspire'", result.Output, StringComparison.Ordinal);
    }

    private static void NeedsEmbedded() => Skip.IfNot(Directory.Exists(Repository.Embedded), "This app has no folder Embedded, so it has one profile only.");

    private static bool IsAspire(string package) => package.StartsWith("Aspire.", StringComparison.Ordinal);

    private static IOrderedEnumerable<string> WrittenPackages(string project) =>
        XDocument.Load(Repository.PathOf(project, $"{project}.csproj")).Descendants("PackageReference").Select(Include).Order();

    private static IEnumerable<string> GlobalPackages() => Central().Descendants("GlobalPackageReference").Select(Include);

    private static string CentralVersion(string package) =>
        Central().Descendants("PackageVersion").Single(e => Include(e) == package).Attribute("Version")!.Value.Replace("$(AspireVersion)", RepositoryCopy.AspireVersion, StringComparison.Ordinal);

    private static Dictionary<string, string> StandIns() =>
        XDocument.Load(Path.Combine(Repository.Embedded, "Embedded.targets")).Descendants("StandIn").ToDictionary(Include, e => e.Attribute("Path")!.Value);

    private static XDocument Central() => XDocument.Load(Repository.PathOf("Directory.Packages.props"));

    private static string Include(XElement item) => item.Attribute("Include")!.Value;
}
