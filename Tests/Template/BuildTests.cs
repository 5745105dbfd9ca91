using System.Text.RegularExpressions;
using BlazorAspire.Tests.Support;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.Template;

/// <summary>Generated apps build, and pass their own tests: those start the app, open it in a browser and drain a replica.</summary>
public sealed partial class BuildTests(InstalledTemplate template, ITestOutputHelper output) : IClassFixture<InstalledTemplate>
{
    [LongFact]
    public async Task App_AsItComes_PassesItsOwnTests()
    {
        var app = await template.GenerateAsync("Contoso.Shop");

        // Analysers have seen the same sources here.
        Assert.InRange(await TestAsync(app, "-p:RunAnalyzers=false"), 300, int.MaxValue);
    }

    [LongFact]
    public async Task App_WithoutTestsAndSamples_Builds()
    {
        var app = await template.GenerateAsync("my-shop", "--tests", "false", "--samples", "false", "--backplane", "azure-signalr");

        // With analysers, which see here what nothing uses any more.
        await app.DotnetAsync("build", "-p:UseSharedCompilation=false", "-v:quiet");
    }

    [LongFact]
    public async Task App_WithoutSamplesAndWithAnOddName_BuildsAndRuns()
    {
        var app = await template.GenerateAsync("3 Fish & Chips-Магазин.class", "--samples", "false", "--deploy", "false", "--backplane", "none", "--replicas", "2");

        Assert.InRange(await TestAsync(app, "-p:RunAnalyzers=false", "--filter", "FullyQualifiedName~AppHost.AffinityTests|FullyQualifiedName~AppHost.FailoverTests|FullyQualifiedName~Tests.WebApp"), 100, int.MaxValue);
    }

    [LongFact]
    public async Task Package_OfTheTemplate_GivesTheSameApp()
    {
        using var folder = new TemporaryFolder();
        (await Command.RunAsync(Command.Dotnet, ["pack", Repository.PathOf("Template"), "-o", folder.Path, "-v:quiet"], Repository.Root)).MustSucceed();
        var fromTheFolder = await template.GenerateAsync("Contoso.Shop");

        await template.ReinstallAsync(Directory.EnumerateFiles(folder.Path, "*.nupkg").Single());
        var fromThePackage = await template.GenerateAsync("Contoso.Shop");

        Assert.Equal(fromTheFolder.Files, fromThePackage.Files);
        Assert.All(fromTheFolder.Files, file => Assert.Equal(fromTheFolder.Read(file), fromThePackage.Read(file)));
    }

    /// <summary>Builds and runs the app's tests, and gives the number of those that passed. Quiet, so that what failed stands first.</summary>
    private async Task<int> TestAsync(GeneratedApp app, params string[] options)
    {
        var printed = await app.DotnetAsync(["test", "-p:UseSharedCompilation=false", "-v:quiet", "--logger", "console;verbosity=minimal", .. options]);
        output.WriteLine(printed);
        return int.Parse(Passed().Match(printed).Groups["count"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Passed:\s+(?<count>\d+)")]
    private static partial Regex Passed();
}
