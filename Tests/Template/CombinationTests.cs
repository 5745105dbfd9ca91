using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace BlazorAspire.Tests.Template;

/// <summary>What each combination of options leaves in and out, and that nothing of this repository stays in it.</summary>
public sealed partial class CombinationTests(InstalledTemplate template) : IClassFixture<InstalledTemplate>
{
    private static readonly string[] Backplanes = ["redis", "azure-signalr", "none"];

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Options_EachCombination_GiveAWholeAppOfTheirOwn(bool tests, bool samples)
    {
        // These two set a word, and leave no file out: each value comes with each of the others.
        var turn = (tests ? 1 : 0) + (samples ? 2 : 0);

        await Task.WhenAll(
            GenerateAndCheckAsync(tests, samples, deploy: true, Backplanes[turn % 3], replicas: turn + 1),
            GenerateAndCheckAsync(tests, samples, deploy: false, Backplanes[(turn + 1) % 3], replicas: 10 - turn));
    }

    private async Task GenerateAndCheckAsync(bool tests, bool samples, bool deploy, string backplane, int replicas)
    {
        var app = await template.GenerateAsync(
            "Contoso.Shop", "--tests", $"{tests}", "--samples", $"{samples}", "--deploy", $"{deploy}", "--backplane", backplane, "--replicas", $"{replicas}");

        AssertIsWhole(app);
        Assert.Equal((tests, tests), (app.Has("Tests"), app.Has("tools/LoadTest")));
        Assert.Equal((samples, samples), (app.Has("WebApp/Board"), app.Files.Contains("WebApp/Components/Pages/Counter.razor")));
        Assert.Equal((deploy, deploy, deploy), (app.Has("deploy"), app.Has("infra"), app.Files.Contains("docs/azure.md")));
        using var settings = JsonDocument.Parse(app.Read("AppHost/appsettings.json"));
        var appHost = settings.RootElement.GetProperty("AppHost");
        Assert.Equal((replicas, backplane), (appHost.GetProperty("Replicas").GetInt32(), appHost.GetProperty("Backplane").GetString()));
        using var start = JsonDocument.Parse(app.Read("aspire.config.json"));
        Assert.Contains(start.RootElement.GetProperty("appHost").GetProperty("path").GetString(), app.Projects);
    }

    /// <summary>So an app that is built stands for all values of these.</summary>
    [Theory]
    [InlineData("--backplane", "none")]
    [InlineData("--backplane", "azure-signalr")]
    [InlineData("--replicas", "7")]
    [InlineData("--deploy", "false")]
    public async Task Option_ForOtherThanCode_LeavesTheCodeAsItIs(string option, string value)
    {
        var usual = await template.GenerateAsync("Contoso.Shop");
        var other = await template.GenerateAsync("Contoso.Shop", option, value);

        AssertSameCode(usual, other, file => !IsOf(file, "Tests"));
    }

    [Fact]
    public async Task Tests_LeftOut_LeaveTheOtherProjectsAsTheyAre()
    {
        var whole = await template.GenerateAsync("Contoso.Shop");
        var without = await template.GenerateAsync("Contoso.Shop", "--tests", "false");

        AssertSameCode(whole, without, file => !IsOf(file, "Tests") && !IsOf(file, "tools/LoadTest"));
    }

    [Theory]
    [InlineData("my-shop", "my_shop", "myshop", "my-shop")]
    [InlineData("3Shop", "_3Shop", "App3Shop", "app-3-shop")]
    [InlineData("Fish & Chips", "Fish___Chips", "FishChips", "fish-chips")]
    [InlineData("Магазин", "Магазин", "App", "app")]
    [InlineData("Contoso.class", "Contoso._class", "Contosoclass", "contoso-class")]
    [InlineData("Gateway", "GatewayApp", "GatewayApp", "gateway")]
    [InlineData("---", "___", "App", "app")]
    public async Task Name_OfAnyKind_IsANamespaceACookieAndADnsName(string name, string inCode, string onTheWire, string inAddresses)
    {
        var app = await template.GenerateAsync(name);

        AssertIsWhole(app);
        Assert.Contains($"src/{onTheWire}.Hosting/{onTheWire}.Hosting.csproj", app.Projects);
        Assert.Contains($"using {inCode}.Hosting;", app.Read("AppHost/AppHost.cs"), StringComparison.Ordinal);
        Assert.Contains($"namespace {inCode}.WebApp.Hubs;", app.Read("WebApp/Hubs/BoardHub.cs"), StringComparison.Ordinal);
        Assert.Contains($"\"{onTheWire}.Affinity\"", app.Read($"src/{onTheWire}.Gateway/Affinity/AffinityOptions.cs"), StringComparison.Ordinal);
        Assert.Contains($"window.{onTheWire}Page = ", app.Read($"src/{onTheWire}.Circuits/wwwroot/tab.js"), StringComparison.Ordinal);
        Assert.Contains($"<UserSecretsId>{inAddresses}-apphost<", app.Read("AppHost/AppHost.csproj"), StringComparison.Ordinal);
        Assert.Equal($"The {name} authors", XDocument.Parse(app.Read("Directory.Build.props")).Descendants("Authors").Single().Value);
        Assert.StartsWith($"# {name}\n", app.Read("README.md").ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BuildFiles_OfAnApp_AreOursButForTheNames()
    {
        var app = await template.GenerateAsync("BlazorAspire");

        foreach (var file in app.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) || file.EndsWith(".props", StringComparison.Ordinal) || file.EndsWith(".targets", StringComparison.Ordinal)))
        {
            Assert.Equal(ProductPart().Replace(await File.ReadAllTextAsync(Support.Repository.PathOf(file)), ""), app.Read(file));
        }
    }

    private static bool IsOf(string file, string folder) => file.StartsWith($"{folder}/", StringComparison.Ordinal);

    private static void AssertSameCode(GeneratedApp expected, GeneratedApp actual, Func<string, bool> compared)
    {
        string[] CodeOf(GeneratedApp app) => [.. app.Files.Where(file => Path.GetExtension(file) is ".cs" or ".razor" or ".csproj" or ".targets" or ".js" && compared(file))];
        var files = CodeOf(expected);

        Assert.NotEmpty(files);
        Assert.Equal(files, CodeOf(actual));
        Assert.All(files, file => Assert.Equal(expected.Read(file), actual.Read(file)));
    }

    private static void AssertIsWhole(GeneratedApp app)
    {
        Assert.Equal(app.Projects, app.ProjectsOfTheSolution.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(app.Files, file => file.StartsWith(".template.config/", StringComparison.Ordinal) || Ours().IsMatch(file));
        foreach (var file in app.Files)
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
            case ".csproj" or ".props" or ".targets":
                XDocument.Parse(text);
                break;
            case ".json":
                JsonDocument.Parse(text).Dispose();
                break;
        }
    }

    private static void CheckLinks(GeneratedApp app, string file)
    {
        var folder = Path.GetDirectoryName(Path.Combine(app.Root, file))!;
        Assert.All(Link().Matches(app.Read(file)).Select(link => link.Groups["path"].Value), path => Assert.True(Path.Exists(Path.Combine(folder, path)), $"{file} leads to '{path}', which is not there."));
    }

    [GeneratedRegex("blazor[-_. ]?aspire", RegexOptions.IgnoreCase)]
    private static partial Regex Ours();

    /// <summary>What the app's owner chooses at each build, and is the compiler's to read.</summary>
    [GeneratedRegex(@"#if AZURE_HOSTING\r?\n.*?#endif", RegexOptions.Singleline)]
    private static partial Regex OptIn();

    [GeneratedRegex(@"#(if|elseif) \(|#endif")]
    private static partial Regex Directive();

    [GeneratedRegex(@"[ ]*<!--#if \(product\) -->\n.*?<!--#endif -->\n", RegexOptions.Singleline)]
    private static partial Regex ProductPart();

    [GeneratedRegex(@"\]\((?<path>(?!https?:|#)[^)#]+)")]
    private static partial Regex Link();
}
