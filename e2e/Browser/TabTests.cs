using System.Text.RegularExpressions;
using BlazorAspire.Tests.AppHost;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.Browser;

[Collection(SharedApp.Name)]
public sealed partial class TabTests(SharedApp shared, BrowserHost host, ITestOutputHelper output)
{
    private const string Path = "/counter?of=b%20c";
    private const string PrerenderedFor = "() => document.querySelector('script[data-tab]')?.dataset.tab";
    private readonly RunningApp _app = shared.Running;

    [SkippableFact]
    public Task Id_OfTwoTabs_Differs() => VisitAsync(nameof(Id_OfTwoTabs_Differs), async first =>
    {
        await first.OpenAsync(Path);
        await using var second = await first.NewTabAsync();
        await second.OpenAsync(Path);

        Assert.Matches(Form(), await IdAsync(first));
        Assert.Matches(Form(), await IdAsync(second));
        Assert.NotEqual(await IdAsync(first), await IdAsync(second));
    });

    [SkippableFact]
    public Task Id_OfAReloadedTab_IsTheSameAndKnownToTheServer() => VisitAsync(nameof(Id_OfAReloadedTab_IsTheSameAndKnownToTheServer), async visit =>
    {
        await visit.OpenAsync(Path);
        var id = await IdAsync(visit);
        var pages = Pages(visit);

        await visit.Page.ReloadAsync();
        await visit.InteractiveAsync();

        Assert.Equal(id, await IdAsync(visit));
        Assert.Equal(id, await visit.Page.EvaluateAsync<string>(PrerenderedFor));
        Assert.Single(pages);
    });

    [SkippableFact]
    public Task Id_OfADuplicatedTab_IsItsOwn() => VisitAsync(nameof(Id_OfADuplicatedTab_IsItsOwn), async original =>
    {
        await original.OpenAsync(Path);
        var id = await IdAsync(original);
        await using var copy = await original.NewTabAsync();
        await StoreAsync(copy, id);

        await copy.Page.GotoAsync(Path);
        await copy.Page.WaitForFunctionAsync("id => window.BlazorAspirePage?.tab.id && BlazorAspirePage.tab.id !== id && document.querySelector('script[data-tab]')?.dataset.tab === BlazorAspirePage.tab.id", id);
        await copy.InteractiveAsync();

        Assert.Equal(id, await IdAsync(original));
        Assert.EndsWith(Path, copy.Page.Url, StringComparison.Ordinal);
    });

    [SkippableFact]
    public Task Id_OfARestoredTab_IsAskedForWithItsState() => VisitAsync(nameof(Id_OfARestoredTab_IsAskedForWithItsState), async visit =>
    {
        const string Id = "0123456789abcdef0123456789abcdef";
        await StoreAsync(visit, Id);
        var pages = Pages(visit);

        await visit.OpenAsync(Path);

        Assert.Equal(Id, await IdAsync(visit));
        Assert.Equal(Id, await visit.Page.EvaluateAsync<string>(PrerenderedFor));
        Assert.Equal([Path, $"{Path}&_tab={Id}"], pages);
        Assert.EndsWith(Path, visit.Page.Url, StringComparison.Ordinal);
    });

    [SkippableTheory]
    [InlineData("")]
    [InlineData("ffffffffffffffffffffffffffffffff")]
    public Task Page_OfAServerThatDoesNotHeed_IsAskedForOnceMore(string answered) => VisitAsync(nameof(Page_OfAServerThatDoesNotHeed_IsAskedForOnceMore), async visit =>
    {
        await StoreAsync(visit, "0123456789abcdef0123456789abcdef");
        await visit.Page.RouteAsync("**/counter?**", async route =>
        {
            var response = await route.FetchAsync();
            var body = TabOfPage().Replace(await response.TextAsync(), $" data-tab=\"{answered}\"");
            await route.FulfillAsync(new() { Response = response, Body = body });
        });
        var pages = Pages(visit);

        await visit.OpenAsync(Path);

        Assert.Equal(2, pages.Count);
        Assert.EndsWith(Path, visit.Page.Url, StringComparison.Ordinal);
    });

    [SkippableFact]
    public Task Page_WithoutStorage_WorksWithoutATab() => VisitAsync(nameof(Page_WithoutStorage_WorksWithoutATab), async visit =>
    {
        await visit.Page.AddInitScriptAsync("Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('closed', 'SecurityError'); } })");

        await visit.OpenAsync(Path);
        await visit.Page.GetByTestId("counter-button").ClickAsync();

        await Assertions.Expect(visit.Page.GetByTestId("counter-value")).ToHaveTextAsync("1");
        Assert.Null(await IdAsync(visit));
        Assert.Empty(visit.Errors);
    });

    [SkippableFact]
    public Task Connection_OfAPage_NamesItsTab() => VisitAsync(nameof(Connection_OfAPage_NamesItsTab), async visit =>
    {
        var negotiated = visit.Page.WaitForRequestAsync("**/_blazor/negotiate?**");
        var connected = visit.Page.WaitForWebSocketAsync();

        await visit.OpenAsync(Path);

        var expected = $"tab={await IdAsync(visit)}";
        Assert.Contains(expected, (await negotiated).Url, StringComparison.Ordinal);
        Assert.Contains(expected, (await connected).Url, StringComparison.Ordinal);
    });

    private static Task<string?> IdAsync(BrowserVisit visit) => visit.Page.EvaluateAsync<string?>("() => BlazorAspirePage.tab.id");

    /// <summary>As a browser does that duplicates or restores a tab.</summary>
    private static async Task StoreAsync(BrowserVisit visit, string? id) =>
        await visit.Page.AddInitScriptAsync($"sessionStorage['BlazorAspire.Tab'] ??= '{id}'");

    private static List<string> Pages(BrowserVisit visit)
    {
        var pages = new List<string>();
        visit.Page.Request += (_, request) =>
        {
            if (request.IsNavigationRequest)
            {
                pages.Add(new Uri(request.Url).PathAndQuery);
            }
        };
        return pages;
    }

    private Task VisitAsync(string name, Func<BrowserVisit, Task> steps) => _app.TestAsync(output, async _ =>
    {
        await using var visit = await BrowserVisit.StartAsync(host, _app);
        await visit.TestAsync(name, () => steps(visit));
    });

    [GeneratedRegex("^[0-9a-f]{32}$")]
    private static partial Regex Form();

    [GeneratedRegex("(?<=BlazorAspire.Circuits/tab[^\"]*\")( data-tab=\"[^\"]*\")?")]
    private static partial Regex TabOfPage();
}
