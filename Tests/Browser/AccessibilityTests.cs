using BlazorAspire.Tests.AppHost;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.Browser;

[Collection(SharedApp.Name)]
public sealed class AccessibilityTests(SharedApp shared, BrowserHost host, ITestOutputHelper output)
{
    private const string Run = """
        async () => (await axe.run()).violations
            .filter(found => found.impact === 'serious' || found.impact === 'critical')
            .map(found => `${found.impact}: ${found.help} (${found.nodes.map(node => node.target).join(', ')})`)
        """;

    [SkippableTheory]
    [InlineData("/", ColorScheme.Light)]
    [InlineData("/", ColorScheme.Dark)]
    [InlineData("/counter", ColorScheme.Light)]
    [InlineData("/counter", ColorScheme.Dark)]
    [InlineData("/board", ColorScheme.Light)]
    [InlineData("/board", ColorScheme.Dark)]
    [InlineData("/cluster", ColorScheme.Light)]
    [InlineData("/cluster", ColorScheme.Dark)]
    public Task Page_CheckedByAxe_HasNoSeriousViolation(string path, ColorScheme colors) => shared.Running.TestAsync(output, async _ =>
    {
        await using var visit = await BrowserVisit.StartAsync(host, shared.Running);
        var axe = await AxeScript.GetAsync();
        Skip.If(axe is null, "axe-core could not be had from npm. Install Node.js to run this check.");
        await visit.TestAsync($"{nameof(Page_CheckedByAxe_HasNoSeriousViolation)}-{path.Trim('/')}-{colors}", async () =>
        {
            await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = colors, ReducedMotion = ReducedMotion.Reduce });
            await visit.OpenAsync(path);
            await visit.Page.EvaluateAsync(axe);

            Assert.Empty(await visit.Page.EvaluateAsync<string[]>(Run));
        });
    });
}
