using System.Text.RegularExpressions;
using BlazorAspire.Tests.Support;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.Template;

/// <summary>Generated apps build from the packages in their own folder, and pass their own tests: those start the app, open it in a browser and kill a replica.</summary>
[Collection(InstalledTemplate.Name)]
public sealed partial class BuildTests(InstalledTemplate template, ITestOutputHelper output)
{
    [Fact]
    public async Task App_AsItComes_PassesItsOwnTests() => await PassesAsync(await template.GenerateAsync("Contoso.Shop"));

    [LongFact]
    public async Task App_WithTheEmulator_PassesItsOwnTests() => await PassesAsync(await template.GenerateAsync("my-shop", "--backplane", "azure-signalr", "--deploy", "all"));

    [LongFact]
    public async Task App_WithoutSamplesAndWithAnOddName_PassesItsOwnTests() =>
        await PassesAsync(await template.GenerateAsync("3 Fish & Chips-Магазин.class", "--samples", "false", "--deploy", "none", "--backplane", "none", "--replicas", "2"));

    /// <summary>Where the public feed has another name, and only our packages are known to come from one place.</summary>
    [LongFact]
    public async Task App_WithItsOwnFeed_Builds()
    {
        var app = await template.GenerateAsync("Contoso.Shop", "--tests", "false");
        await File.WriteAllTextAsync(app.PathOf("nuget.config"), """
            <configuration>
              <packageSources>
                <clear />
                <add key="mirror" value="https://api.nuget.org/v3/index.json" />
              </packageSources>
            </configuration>
            """);

        await template.RunAsync(app.Root, "build", "-p:UseSharedCompilation=false", "-v:quiet");
    }

    /// <summary>Each value of an option beside each value of every other that decides on code.</summary>
    [LongFact]
    public async Task Apps_OfEachPairOfOptions_Build()
    {
        foreach (var options in OptionSet.Pairwise)
        {
            var app = await template.GenerateAsync("Contoso.Shop", options.Arguments);
            await template.RunAsync(app.Root, "build", "-p:UseSharedCompilation=false", "-warnaserror", "-v:quiet");
        }
    }

    /// <summary>The app of this repository on what is packed, and not on the projects beside it.</summary>
    [LongFact]
    public async Task OwnApp_OnThePackages_Builds()
    {
        using var folder = new TemporaryFolder();
        await template.RunAsync(Repository.Root, "build", "AppHost", "-p:UsePackages=true", $"-p:BlazorAspireVersion={template.Version}", $"-p:RestoreAdditionalProjectSources={template.Packages}",
            "--artifacts-path", folder.Path, "-p:UseSharedCompilation=false", "-v:quiet");
    }

    private async Task PassesAsync(GeneratedApp app)
    {
        // Quiet, so that what failed stands first.
        var printed = await template.RunAsync(app.Root, "test", "-p:UseSharedCompilation=false", "-v:quiet", "--logger", "console;verbosity=minimal");

        output.WriteLine(printed);
        Assert.DoesNotContain("warning", printed, StringComparison.OrdinalIgnoreCase);
        Assert.True(int.Parse(Passed().Match(printed).Groups["count"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) >= 3, printed);
    }

    [GeneratedRegex(@"Passed:\s+(?<count>\d+)")]
    private static partial Regex Passed();
}
