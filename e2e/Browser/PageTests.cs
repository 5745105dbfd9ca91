using System.Globalization;
using System.Text.RegularExpressions;
using Aspire.Hosting.Testing;
using BlazorAspire.Tests.AppHost;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.Browser;

[Collection(SharedApp.Name)]
public sealed class PageTests(SharedApp shared, BrowserHost host, ITestOutputHelper output)
{
    private const int MaxTabs = 12;
    private readonly RunningApp _app = shared.Running;

    [SkippableFact]
    public Task Click_OnTheCounter_IsCountedByTheServer() => VisitAsync(nameof(Click_OnTheCounter_IsCountedByTheServer), 1280, async visit =>
    {
        await visit.OpenAsync("/counter");

        for (var count = 1; count <= 3; count++)
        {
            await visit.Page.GetByTestId("counter-button").ClickAsync();
            await Assertions.Expect(visit.Page.GetByTestId("counter-value")).ToHaveTextAsync(count.ToString(CultureInfo.InvariantCulture));
        }
    });

    [SkippableTheory]
    [InlineData("/", 390)]
    [InlineData("/", 1280)]
    [InlineData("/counter", 390)]
    [InlineData("/counter", 1280)]
    [InlineData("/board", 390)]
    [InlineData("/board", 1280)]
    [InlineData("/cluster", 390)]
    [InlineData("/cluster", 1280)]
    public Task Page_AtAnyWidth_FitsAndHasNoErrors(string path, int width) => VisitAsync($"{nameof(Page_AtAnyWidth_FitsAndHasNoErrors)}-{path.Trim('/')}-{width}", width, async visit =>
    {
        await visit.OpenAsync(path);

        var overflow = await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"The page is {overflow} px wider than the window.");
        Assert.Equal(1, await visit.Page.Locator("h1").CountAsync());
        Assert.Empty(visit.Errors);
    });

    [SkippableFact]
    public Task Navigation_ByKeyboard_ReachesAnotherPage() => VisitAsync(nameof(Navigation_ByKeyboard_ReachesAnotherPage), 1280, async visit =>
    {
        await visit.OpenAsync("/");
        var link = visit.Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Counter" });

        for (var tabs = 0; tabs < MaxTabs && !await link.EvaluateAsync<bool>("element => element === document.activeElement"); tabs++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
        }
        await Assertions.Expect(link).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Regex("/counter$"));
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Counter");
    });

    [SkippableFact]
    public Task Circuit_OfAPageFromAnotherReplica_IsOpened() => VisitAsync(nameof(Circuit_OfAPageFromAnotherReplica_IsOpened), 1280, async visit =>
    {
        await visit.Page.GotoAsync("/replica");
        var serving = (await visit.AskAsync()).Name;
        var other = _app.ReplicaNames.First(name => name != serving);
        // The document comes from the other replica; its circuit is asked of the one that the cookie names.
        using var client = new HttpClient { BaseAddress = _app.App.GetEndpoint(other) };
        var document = await client.GetStringAsync(new Uri("/counter", UriKind.Relative));
        await visit.Page.RouteAsync("**/counter", route => route.FulfillAsync(new() { Body = document, ContentType = "text/html; charset=utf-8" }));

        Assert.Contains(other, document, StringComparison.Ordinal);
        await visit.OpenAsync("/counter");
        await visit.Page.GetByTestId("counter-button").ClickAsync();

        await Assertions.Expect(visit.ReplicaName).ToHaveTextAsync(serving);
        await Assertions.Expect(visit.Page.GetByTestId("counter-value")).ToHaveTextAsync("1");
    });

    private Task VisitAsync(string name, int width, Func<BrowserVisit, Task> steps) => _app.TestAsync(output, async _ =>
    {
        await using var visit = await BrowserVisit.StartAsync(host, _app, width);
        await visit.TestAsync(name, () => steps(visit));
    });
}
