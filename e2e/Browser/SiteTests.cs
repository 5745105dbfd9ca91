using BlazorAspire.Tests.WebApp.Pages;
using Microsoft.Playwright;

namespace BlazorAspire.Tests.Browser;

/// <summary>Pages as apps have them that were not written for this one.</summary>
public sealed class SiteTests(SiteHost site, BrowserHost host) : IClassFixture<SiteHost>, IClassFixture<BrowserHost>
{
    [SkippableFact]
    public async Task AnswerToAForm_InATabThatIsNotNew_Stays()
    {
        await using var visit = await BrowserVisit.StartAsync(host, site.Address);
        await visit.OpenAsync("/counter");
        await visit.Page.GotoAsync(FormPage.Path);
        await visit.Page.Locator("#who").FillAsync("Ada");

        await visit.Page.Locator("#go").ClickAsync();

        await Assertions.Expect(visit.Page.Locator("#answer")).ToHaveTextAsync("Hello Ada");
        // Never resolves on a page that is about to be replaced.
        await visit.Page.EvaluateAsync("() => BlazorAspirePage.tab.ready");
        await Assertions.Expect(visit.Page.Locator("#answer")).ToHaveTextAsync("Hello Ada");
    }

    [SkippableFact]
    public async Task Virtualize_ByDefault_DrawsTheEndOfAListWhenItIsScrolledTo()
    {
        await using var visit = await BrowserVisit.StartAsync(host, site.Address);
        await visit.Page.GotoAsync(LongListPage.Path);
        var box = visit.Page.Locator("#box");
        await Assertions.Expect(visit.Page.GetByText("Row 1", new() { Exact = true })).ToBeVisibleAsync();
        await visit.Page.WaitForFunctionAsync("() => document.getElementById('box').scrollHeight === 30000");

        await box.EvaluateAsync("box => box.scrollTop = box.scrollHeight");

        await Assertions.Expect(visit.Page.GetByText("Row 1000", new() { Exact = true })).ToBeInViewportAsync();
        Assert.Equal(300, await box.EvaluateAsync<int>("box => box.clientHeight"));
        Assert.Empty(visit.Errors);
    }

    [SkippableFact]
    public async Task FirstPages_OfTwoTabsAtOnce_BothKeepWhatTheyHave()
    {
        await using var visit = await BrowserVisit.StartAsync(host, site.Address);
        await using var other = await visit.NewTabAsync();
        IWebSocketRoute? socket = null;
        await visit.Page.RouteWebSocketAsync("**/_blazor**", route => (socket = route).ConnectToServer());
        var slow = other.Page.GotoAsync(SlowPage.Path);
        await SlowPage.Asked.Task;
        await visit.OpenAsync("/counter");
        for (var count = 1; count <= 3; count++)
        {
            await visit.Page.GetByTestId("counter-button").ClickAsync();
            await Assertions.Expect(visit.Page.GetByTestId("counter-value")).ToHaveTextAsync($"{count}");
        }

        SlowPage.Answer.SetResult();
        await slow;
        await visit.Page.EvaluateAsync("() => { const reconnect = Blazor.reconnect; Blazor.reconnect = async () => window.isBack = await reconnect(); }");
        await socket!.CloseAsync(new() { Code = 1011 });
        await visit.Page.WaitForFunctionAsync("() => window.isBack");
        await visit.Page.GetByTestId("counter-button").ClickAsync();

        await Assertions.Expect(visit.Page.GetByTestId("counter-value")).ToHaveTextAsync("4");
        await Assertions.Expect(other.Page.GetByText("Row 1", new() { Exact = true })).ToBeVisibleAsync();
        var sessions = (await visit.Page.Context.CookiesAsync()).Where(cookie => cookie.Name.StartsWith("BlazorAspire.Session", StringComparison.Ordinal));
        Assert.Equal(2, sessions.Count());
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.GetByTestId("counter-value")).ToHaveTextAsync("4");
    }
}
