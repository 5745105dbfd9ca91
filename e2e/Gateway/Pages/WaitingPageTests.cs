using System.Collections.Concurrent;
using BlazorAspire.Tests.Browser;

namespace BlazorAspire.Tests.Gateway.Pages;

/// <summary>The page that waits for a replica, in a browser.</summary>
public sealed class WaitingPageTests(BrowserHost host) : IClassFixture<BrowserHost>
{
    private const int Minute = 60_000;

    [SkippableTheory]
    [InlineData("GET", "/page", true)]
    [InlineData("GET", "/orders?state=open", true)]
    [InlineData("GET", "/signin?code=1&state=2", false)]
    [InlineData("POST", "/order", false)]
    public async Task Page_AfterAMinute_HasAskedAgainOnlyForWhatMayBeRepeated(string method, string path, bool expected)
    {
        var replica = await FakeReplica.StartAsync("webapp-1");
        await replica.KillAsync();
        await using var gateway = await GatewayHost.StartAsync([replica]);
        await using var visit = await BrowserVisit.StartAsync(host, gateway.Address);
        var page = visit.Page;
        await page.Clock.InstallAsync();
        var asked = new ConcurrentQueue<string>();
        page.Request += (_, request) => asked.Enqueue($"{request.Method} {new Uri(request.Url).PathAndQuery}");
        if (method == "GET")
        {
            await page.GotoAsync(path);
        }
        else
        {
            await page.SetContentAsync($"<form method='{method}' action='{new Uri(gateway.Address, path)}'><input type='submit'></form>");
            await page.Locator("input").ClickAsync();
        }

        await page.Locator("h1").WaitForAsync();
        await page.Clock.RunForAsync(Minute);

        if (expected)
        {
            await page.Locator("#countdown").WaitForAsync();
            Assert.True(asked.Count > 1, "The page has not asked again.");
        }
        else
        {
            await page.GetByText("Open the start page").WaitForAsync();
            Assert.Equal([$"{method} {path}"], asked);
        }
    }
}
