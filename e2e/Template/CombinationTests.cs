using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Template;

/// <summary>What each combination of options leaves in and out, and that nothing of this repository stays in it.</summary>
[Collection(InstalledTemplate.Name)]
public sealed partial class CombinationTests(InstalledTemplate template)
{
    private const int MostFiles = 80;
    private const int MostLines = 3000;

    [Fact]
    public async Task App_AsItComes_IsReadInAnHour()
    {
        var app = await template.GenerateAsync("Contoso.Shop");

        var lines = app.Texts.Sum(file => File.ReadLines(app.PathOf(file)).Count());

        Assert.True(app.Files.Count <= MostFiles, $"The app has {app.Files.Count} files; {MostFiles} are the most.");
        Assert.True(lines <= MostLines, $"The app has {lines} lines; {MostLines} are the most.");
    }

    [Fact]
    public Task Options_EachPair_GiveAWholeApp() => Parallel.ForEachAsync(OptionSet.Pairwise, new ParallelOptions { MaxDegreeOfParallelism = 2 }, GenerateAndCheckAsync);

    [LongFact]
    public Task Options_EachCombination_GiveAWholeApp() => Parallel.ForEachAsync(OptionSet.All, new ParallelOptions { MaxDegreeOfParallelism = 2 }, GenerateAndCheckAsync);

    private async ValueTask GenerateAndCheckAsync(OptionSet options, CancellationToken cancellationToken)
    {
        var app = await template.GenerateAsync("Contoso.Shop", [.. options.Arguments, "--replicas", "7"]);

        AssertIsWhole(app);
        var emulator = options.Backplane == "azure-signalr";
        Assert.Equal((emulator, emulator), (app.Has("SignalREmulator"), app.Files.Contains($"packages/BlazorAspire.SignalREmulator.{template.Version}.nupkg")));
        Assert.Equal(options.Tests, app.Has("Tests"));
        Assert.Equal((options.Samples, options.Samples), (app.Has("WebApp/Board"), app.Files.Contains("WebApp/Components/Pages/Counter.razor")));
        Assert.Equal(options.Deploy is "azure" or "all", app.Has("infra") && app.Files.Contains("azure.yaml"));
        Assert.Equal(options.Deploy is "kubernetes" or "all", app.Has("deploy/kubernetes"));
        Assert.Equal(options.Deploy is "proxies" or "all", app.Has("deploy/nginx"));
        Assert.Equal(options.Deploy is not ("azure" or "none"), app.Has("deploy/prometheus") && app.Files.Contains("docs/self-hosting.md"));
        using var settings = JsonDocument.Parse(app.Read("AppHost/appsettings.json"));
        var appHost = settings.RootElement.GetProperty("AppHost");
        Assert.Equal((7, options.Backplane), (appHost.GetProperty("Replicas").GetInt32(), appHost.GetProperty("Backplane").GetString()));
    }

    [Fact]
    public async Task Packages_InTheApp_AreThosePackedHere()
    {
        var app = await template.GenerateAsync("Contoso.Shop", "--backplane", "azure-signalr");
        var packages = app.Files.Where(file => file.StartsWith("packages/", StringComparison.Ordinal)).ToArray();

        Assert.Equal(4, packages.Length);
        Assert.All(packages, file => Assert.Equal(File.ReadAllBytes(Path.Combine(template.Packages, Path.GetFileName(file))), File.ReadAllBytes(app.PathOf(file))));
        Assert.Contains($"<BlazorAspireVersion>{template.Version}</BlazorAspireVersion>", app.Read("Directory.Packages.props"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("my-shop", "my_shop", "myshop", "my-shop")]
    [InlineData("3Shop", "_3Shop", "App3Shop", "app-3-shop")]
    [InlineData("Fish & Chips", "Fish___Chips", "FishChips", "fish-chips")]
    [InlineData("Магазин", "Магазин", "App", "app")]
    [InlineData("Contoso.class", "Contoso._class", "Contosoclass", "contoso-class")]
    [InlineData("Gateway", "GatewayApp", "GatewayApp", "gateway")]
    [InlineData("---", "___", "App", "app")]
    public async Task Name_OfAnyKind_IsANamespaceAKeyAndADnsName(string name, string inCode, string inKeys, string inAddresses)
    {
        var app = await template.GenerateAsync(name);

        AssertIsWhole(app);
        Assert.Contains($"namespace {inCode}.WebApp.Hubs;", app.Read("WebApp/Hubs/BoardHub.cs"), StringComparison.Ordinal);
        Assert.Contains($"using {inCode}.WebApp.Components", app.Read("WebApp/Components/_Imports.razor"), StringComparison.Ordinal);
        Assert.Contains($"\"{inKeys}:board\"", app.Read("WebApp/Board/BoardStore.cs"), StringComparison.Ordinal);
        Assert.Contains($"<UserSecretsId>{inAddresses}-apphost<", app.Read("AppHost/AppHost.csproj"), StringComparison.Ordinal);
        Assert.Contains($"\nname: {inAddresses}\n", app.Read("azure.yaml"), StringComparison.Ordinal);
        Assert.Equal($"The {name} authors", XDocument.Parse(app.Read("Directory.Build.props")).Descendants("Authors").Single().Value);
        Assert.Equal($"{inCode}.WebApp", XDocument.Parse(app.Read("WebApp/WebApp.csproj")).Descendants("RootNamespace").Single().Value);
        Assert.StartsWith($"# {name}\n", app.Read("README.md").ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BuildFiles_OfAnApp_AreOursButForNamesAndVersion()
    {
        var app = await template.GenerateAsync("Evergreen", "--backplane", "azure-signalr");

        foreach (var file in app.Files.Where(file => Path.GetExtension(file) is ".csproj" or ".props"))
        {
            var ours = Marker().Replace(ProductPart().Replace(await File.ReadAllTextAsync(Repository.PathOf(file)), ""), "");
            Assert.Equal(OwnVersion().Replace(ours, $">{template.Version}</BlazorAspireVersion>"), app.Read(file));
        }
    }

    private static void AssertIsWhole(GeneratedApp app)
    {
        Assert.Equal(app.Projects, app.ProjectsOfTheSolution.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(app.Files, file => file.StartsWith(".template.config/", StringComparison.Ordinal) || Ours().IsMatch(file));
        foreach (var file in app.Texts)
        {
            var text = app.Read(file);
            Assert.False(Ours().IsMatch(text), $"{file} speaks of '{Ours().Match(text).Value}'.");
            var left = Directive().Match(OptIn().Replace(text, ""));
            Assert.False(left.Success, $"{file} has '{left.Value}' left in it.");
            CheckForm(file, text);
        }

        Assert.All(app.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal)), file => CheckLinks(app, file));
    }

    private static void CheckForm(string file, string text)
    {
        switch (Path.GetExtension(file))
        {
            case ".csproj" or ".props" or ".slnx":
                XDocument.Parse(text);
                break;
            case ".json":
                JsonDocument.Parse(text).Dispose();
                break;
        }
    }

    private static void CheckLinks(GeneratedApp app, string file)
    {
        var folder = Path.GetDirectoryName(app.PathOf(file))!;
        Assert.All(Link().Matches(app.Read(file)).Select(link => link.Groups["path"].Value), path => Assert.True(Path.Exists(Path.Combine(folder, path)), $"{file} leads to '{path}', which is not there."));
    }

    /// <summary>The name that the app has in this repository.</summary>
    [GeneratedRegex("evergreen", RegexOptions.IgnoreCase)]
    private static partial Regex Ours();

    /// <summary>What the app's owner chooses at each build, and is the compiler's to read.</summary>
    [GeneratedRegex(@"#if AZURE_HOSTING\r?\n.*?#endif", RegexOptions.Singleline)]
    private static partial Regex OptIn();

    [GeneratedRegex(@"#(if|elseif) \(|#endif")]
    private static partial Regex Directive();

    [GeneratedRegex(@"[ ]*<!--#if \(product\) -->\n.*?<!--#endif -->\n", RegexOptions.Singleline)]
    private static partial Regex ProductPart();

    [GeneratedRegex(@"[ ]*<!--#(if \(\w+\)|endif) -->\n")]
    private static partial Regex Marker();

    [GeneratedRegex("(?<=<BlazorAspireVersion)>[^<]*</BlazorAspireVersion>")]
    private static partial Regex OwnVersion();

    [GeneratedRegex(@"\]\((?<path>(?!https?:|#)[^)#]+)")]
    private static partial Regex Link();
}
