using System.Globalization;
using BlazorAspire.Tests.AppHost;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.Browser;

[Collection(SharedApp.Name)]
public sealed class StateTests(SharedApp shared, BrowserHost host, ITestOutputHelper output)
{
    private readonly RunningApp _app = shared.Running;

    [SkippableFact]
    public Task Reload_ByTheUser_ShowsTheValueFromTheFirstByteOn() => VisitAsync(nameof(Reload_ByTheUser_ShowsTheValueFromTheFirstByteOn), async visit =>
    {
        await CountToAsync(visit, 2);

        // Read on its way: the browser does not keep for long what it was sent.
        var document = "";
        await visit.Page.RouteAsync("**/counter", async route =>
        {
            var answer = await route.FetchAsync();
            document = await answer.TextAsync();
            await route.FulfillAsync(new() { Response = answer });
        });
        await visit.Page.ReloadAsync();

        Assert.Matches("data-testid=\"counter-value\"[^>]*>2<", document);
        await visit.InteractiveAsync();
        await Assertions.Expect(visit.Page.GetByTestId("counter-value")).ToHaveTextAsync("2");
    });

    [SkippableFact]
    public Task Tabs_OfOneUser_KeepTheirOwnCountersAlsoWhenBothAreReloaded() => VisitAsync(nameof(Tabs_OfOneUser_KeepTheirOwnCountersAlsoWhenBothAreReloaded), async first =>
    {
        await using var second = await first.NewTabAsync();
        await CountToAsync(first, 1);
        await CountToAsync(second, 3);

        await Task.WhenAll(first.Page.ReloadAsync(), second.Page.ReloadAsync());

        await first.InteractiveAsync();
        await second.InteractiveAsync();
        await Assertions.Expect(first.Page.GetByTestId("counter-value")).ToHaveTextAsync("1");
        await Assertions.Expect(second.Page.GetByTestId("counter-value")).ToHaveTextAsync("3");
    });

    [SkippableFact]
    public Task Draft_OfOneUser_IsInEachTabAndInNoOtherBrowser() => VisitAsync(nameof(Draft_OfOneUser_IsInEachTabAndInNoOtherBrowser), async visit =>
    {
        await visit.OpenAsync("/draft");
        await visit.Page.GetByTestId("draft-text").FillAsync("The quick brown fox");
        await Assertions.Expect(visit.Page.GetByText("19 of 4000 letters")).ToBeVisibleAsync();

        await using var tab = await visit.NewTabAsync();
        await tab.OpenAsync("/draft");
        await using var stranger = await BrowserVisit.StartAsync(host, _app);
        await stranger.OpenAsync("/draft");

        await Assertions.Expect(tab.Page.GetByTestId("draft-text")).ToHaveValueAsync("The quick brown fox");
        await Assertions.Expect(stranger.Page.GetByTestId("draft-text")).ToHaveValueAsync("");
        await tab.Page.GetByTestId("draft-send").ClickAsync();
        await Assertions.Expect(tab.Page.GetByTestId("draft-sent")).ToHaveTextAsync("1 message");
        await tab.Page.ReloadAsync();
        await Assertions.Expect(tab.Page.GetByTestId("draft-text")).ToHaveValueAsync("");
        await Assertions.Expect(tab.Page.GetByTestId("draft-sent")).ToHaveTextAsync("1 message");
    });

    private static async Task CountToAsync(BrowserVisit visit, int count)
    {
        await visit.OpenAsync("/counter");
        for (var clicks = 0; clicks < count; clicks++)
        {
            await visit.Page.GetByTestId("counter-button").ClickAsync();
        }
        await Assertions.Expect(visit.Page.GetByTestId("counter-value")).ToHaveTextAsync(count.ToString(CultureInfo.InvariantCulture));
    }

    private Task VisitAsync(string name, Func<BrowserVisit, Task> steps) => _app.TestAsync(output, async _ =>
    {
        await using var visit = await BrowserVisit.StartAsync(host, _app);
        await visit.TestAsync(name, () => steps(visit));
    });
}
