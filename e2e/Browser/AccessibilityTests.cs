using BlazorAspire.Tests.AppHost;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.Browser;

[Collection(SharedApp.Name)]
public sealed class AccessibilityTests(SharedApp shared, BrowserHost host, ITestOutputHelper output)
{
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
        await visit.TestAsync($"{nameof(Page_CheckedByAxe_HasNoSeriousViolation)}-{path.Trim('/')}-{colors}", async () =>
        {
            await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = colors, ReducedMotion = ReducedMotion.Reduce });
            await visit.OpenAsync(path);

            Assert.Empty(await AxeScript.CheckAsync(visit.Page));
        });
    });
}
