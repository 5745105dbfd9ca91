using System.Globalization;
using BlazorAspire.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Embedded.Tests.Dashboard.Pages;

[Collection(BrowserTests.Name)]
public sealed class ConsolePageTests(BrowserHost host) : EngineDashboard
{
    [SkippableFact]
    public async Task Lines_ThatWereWrittenAndThatCome_AreShown()
    {
        Write("info: before");
        await using var visit = await DashboardVisit.StartAsync(host, Dashboard);
        await visit.OpenAsync("/console/webapp-1");
        await Expect(Lines(visit)).ToHaveTextAsync([Ending("info: before")]);

        Write("fail: after");

        await Expect(Lines(visit)).ToHaveTextAsync([Ending("info: before"), Ending("fail: after")]);
        await Expect(visit.Page.Locator(".level-error")).ToHaveTextAsync(Ending("fail: after"));
        Assert.Empty(visit.Errors);
    }

    [SkippableFact]
    public async Task Line_WithHtmlAndControlCharacters_IsShownAsText()
    {
        Write("<img src=x onerror=alert(1)>\u001b[31m red \u001b]0;title\u0007");
        await using var visit = await DashboardVisit.StartAsync(host, Dashboard);
        await visit.OpenAsync("/console/webapp-1");

        await Expect(Lines(visit)).ToHaveTextAsync([Ending("<img src=x onerror=alert(1)> red")]);
        await Expect(visit.Page.Locator("main img")).ToHaveCountAsync(0);
        Assert.Empty(visit.Errors);
    }

    [SkippableFact]
    public async Task Search_AndLevel_LeaveWhatFits()
    {
        Write("info: apples");
        Write("warn: pears");
        Write("fail: apples and pears");
        await using var visit = await DashboardVisit.StartAsync(host, Dashboard);
        await visit.OpenAsync("/console/webapp-1");
        await Expect(Lines(visit)).ToHaveCountAsync(3);

        await visit.Page.GetByLabel("Search").FillAsync("APPLES");
        await Expect(Lines(visit)).ToHaveTextAsync([Ending("info: apples"), Ending("fail: apples and pears")]);
        await visit.Page.GetByLabel("Level").SelectOptionAsync("Warning");

        await Expect(Lines(visit)).ToHaveTextAsync([Ending("fail: apples and pears")]);
    }

    [SkippableFact]
    public async Task Lines_BeyondWhatIsKept_AreCounted()
    {
        for (var number = 1; number <= 12_000; number++)
        {
            Write($"info: line {number}");
        }
        await using var visit = await DashboardVisit.StartAsync(host, Dashboard);

        await visit.OpenAsync("/console/webapp-1");

        await Expect(visit.Page.Locator("[data-shown]")).ToHaveTextAsync("5,000 lines; 7,000 older ones are not kept.");
        await Expect(Lines(visit).Last).ToHaveTextAsync(Ending("info: line 12000"));
        Assert.InRange(await Lines(visit).CountAsync(), 10, 200);
    }

    [SkippableFact]
    public async Task Lines_InAFlood_AreShownToTheLastAndThePageReacts()
    {
        await using var visit = await DashboardVisit.StartAsync(host, Dashboard);
        await visit.OpenAsync("/console/webapp-1");
        for (var number = 1; number <= 30_000; number++)
        {
            Write($"info: line {number}");
        }

        await Expect(Lines(visit).Last).ToHaveTextAsync(Ending("info: line 30000"));
        await Expect(visit.Page.Locator("[data-shown]")).ToHaveTextAsync("5,000 lines; 25,000 older ones are not kept.");
        await visit.Page.GetByLabel("Search").FillAsync("line 29999");

        await Expect(Lines(visit)).ToHaveTextAsync([Ending("info: line 29999")]);
    }

    [SkippableFact]
    public async Task Pause_WhileLinesCome_HoldsTheViewUntilItGoesOn()
    {
        Write("info: one");
        await using var visit = await DashboardVisit.StartAsync(host, Dashboard);
        await visit.OpenAsync("/console/webapp-1");
        await Expect(Lines(visit)).ToHaveCountAsync(1);

        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Pause" }).ClickAsync();
        await Expect(visit.Page.GetByText("Paused; 0 newer lines have come.")).ToBeVisibleAsync();
        Write("info: two");
        await Expect(visit.Page.GetByText("Paused; 1 newer line has come.")).ToBeVisibleAsync();
        await Expect(Lines(visit)).ToHaveCountAsync(1);
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Go on" }).ClickAsync();

        await Expect(Lines(visit)).ToHaveCountAsync(2);
    }

    [SkippableFact]
    public async Task Download_OfAResource_HasEveryLineWithItsTime()
    {
        Write("info: one");
        Write("info: two");
        await using var visit = await DashboardVisit.StartAsync(host, Dashboard);
        await visit.OpenAsync("/console/webapp-1");

        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByText("Download").ClickAsync());

        Assert.Equal("webapp-1.log", download.SuggestedFilename);
        var at = Engine.Engine.Time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        Assert.Equal($"{at} info: one\n{at} info: two\n", await File.ReadAllTextAsync(await download.PathAsync()));
    }

    [SkippableFact]
    public async Task Resource_Chosen_IsInTheAddress()
    {
        Engine.Engine.Logs.Write("redis", "ready", isError: false);
        await using var visit = await DashboardVisit.StartAsync(host, Dashboard);
        await visit.OpenAsync("/console");

        await visit.Page.GetByLabel("Resource").SelectOptionAsync("redis");

        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/console/redis$"));
        await Expect(Lines(visit)).ToHaveTextAsync([Ending("ready")]);
    }

    private static ILocator Lines(DashboardVisit visit) => visit.Page.Locator("stick-bottom .line");

    private static System.Text.RegularExpressions.Regex Ending(string text) =>
        new($@"^\s*\d\d:\d\d:\d\d\.\d\d\d\s*{System.Text.RegularExpressions.Regex.Escape(text)}\s*$");

    private void Write(string text) => Engine.Engine.Logs.Write("webapp-1", text, isError: false);
}
