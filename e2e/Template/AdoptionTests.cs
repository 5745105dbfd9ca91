using BlazorAspire.Tests.Support;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.Template;

/// <summary>Microsoft's own Blazor app becomes one of several replicas by ten lines of its own project.</summary>
[Collection(InstalledTemplate.Name)]
public sealed class AdoptionTests(InstalledTemplate template, ITestOutputHelper output)
{
    private const int MostLines = 10;

    private static readonly (string File, string At, string Line)[] Lines =
    [
        ("WebApp.csproj", "</Project>", """<ItemGroup><PackageReference Include="BlazorAspire.Circuits" /></ItemGroup>"""),
        ("WebApp.csproj", "</Project>", """<ItemGroup><ProjectReference Include="../ServiceDefaults/ServiceDefaults.csproj" /></ItemGroup>"""),
        ("Program.cs", "var app = builder.Build();", "builder.AddServiceDefaults();"),
        ("Program.cs", "var app = builder.Build();", "builder.AddBlazorReplicas();"),
        ("Program.cs", "app.MapStaticAssets();", "app.MapBlazorReplicas();"),
        ("Components/_Imports.razor", "@using WebApp.Components.Layout", "@using BlazorAspire.Circuits"),
        ("Components/App.razor", "<ResourcePreloader />", "<BlazorReplicasHead />"),
        ("Components/App.razor", "</body>", "<BlazorReplicasScripts />"),
        ("Components/Pages/Counter.razor", "private int currentCount", "[Durable]"),
    ];

    [LongFact]
    public async Task Counter_OfMicrosoftsApp_OutlivesEachReplica()
    {
        Assert.True(Lines.Length <= MostLines);
        var app = await template.GenerateAsync("Contoso.Shop", "--samples", "false");
        Directory.Delete(app.PathOf("WebApp"), recursive: true);
        (await template.NewAsync("blazor", "--interactivity", "Server", "--no-restore", "-n", "WebApp", "-o", app.PathOf("WebApp"))).MustSucceed();
        // What stands in the way goes: our notice is in place of theirs, and a value is kept of a property.
        Change(app, "Components/App.razor", "    <ReconnectModal />\n", "");
        Change(app, "Components/App.razor", """    <script src="@Assets["_framework/blazor.web.js"]"></script>""", "");
        Change(app, "Components/Pages/Counter.razor", "currentCount = 0;", "currentCount { get; set; }");
        foreach (var (file, at, line) in Lines)
        {
            Change(app, file, at, $"{line}\n{at}");
        }

        await File.WriteAllTextAsync(app.PathOf("Tests/AppTests.cs"), """
            namespace Contoso.Shop.Tests;

            public sealed class AppTests(RunningApp app, Browser browser)
            {
                [Fact]
                public async Task Counter_WhileEachReplicaIsKilled_NeverGoesBack()
                {
                    var page = await browser.NewPageAsync(app.Address);
                    await page.GotoAsync("/counter");
                    var count = await ClickAsync(page, 0);
                    for (var replica = 1; replica <= 3; replica++)
                    {
                        await app.KillAsync($"webapp-{replica}");
                        count = await ClickAsync(page, count);
                    }
                }

                private static async Task<int> ClickAsync(Microsoft.Playwright.IPage page, int before)
                {
                    while (true)
                    {
                        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Click me" }).ClickAsync();
                        var text = await page.GetByRole(Microsoft.Playwright.AriaRole.Status).Filter(new() { HasText = "Current count" }).InnerTextAsync();
                        var count = int.Parse(text.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);
                        Assert.True(count >= before, $"{count} after {before}");
                        if (count > before)
                        {
                            return count;
                        }
                    }
                }
            }
            """);

        output.WriteLine(await template.RunAsync(app.Root, "test", "-p:UseSharedCompilation=false", "-v:quiet"));
    }

    private static void Change(GeneratedApp app, string file, string before, string after)
    {
        var path = app.PathOf($"WebApp/{file}");
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        Assert.Contains(before, text, StringComparison.Ordinal);
        var at = text.IndexOf(before, StringComparison.Ordinal);
        File.WriteAllText(path, text[..at] + after + text[(at + before.Length)..]);
    }
}
