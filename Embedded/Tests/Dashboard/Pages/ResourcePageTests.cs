using BlazorAspire.Tests.Browser;
using Embedded.Hosting.Processes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Embedded.Tests.Dashboard.Pages;

[Collection(BrowserTests.Name)]
public sealed class ResourcePageTests(BrowserHost host) : EngineDashboard
{
    [SkippableFact]
    public async Task Resources_OfTheApp_AreATreeWithTheirState()
    {
        await using var visit = await DashboardVisit.StartAsync(host, Dashboard);

        await Expect(visit.Page.Locator("tr[data-resource]")).ToHaveCountAsync(3);
        Assert.Equal(["gateway", "webapp-1", "redis"], await visit.Page.Locator("tr[data-resource] th a").AllInnerTextsAsync());
        await Expect(visit.Row("webapp-1")).ToContainTextAsync("Healthy");
        Assert.Empty(visit.Errors);
    }

    [SkippableFact]
    public async Task Kill_OnThePage_EndsTheProcessAndShowsTheNext()
    {
        await using var visit = await DashboardVisit.StartAsync(host, Dashboard);
        await Expect(visit.Row("webapp-1")).ToContainTextAsync("Healthy");

        await visit.CommandAsync("webapp-1", "Kill");

        await Expect(visit.Message("Kill webapp-1")).ToContainTextAsync("was killed.");
        await Expect(visit.Row("webapp-1")).ToContainTextAsync("Ended with code 137");
        await Engine.Engine.Time.WaitForTimerAsync(due => due > TimeSpan.Zero && due < TimeSpan.FromSeconds(1));
        Engine.Engine.Time.Advance(TimeSpan.FromSeconds(1));
        await Expect(visit.Row("webapp-1")).ToContainTextAsync("Healthy");
    }

    [SkippableFact]
    public async Task StopAndStart_OnThePage_DoSoAndOfferTheOther()
    {
        await using var visit = await DashboardVisit.StartAsync(host, Dashboard);
        var start = visit.Row("gateway").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Start", Exact = true });
        await Expect(start).ToBeDisabledAsync();

        await visit.CommandAsync("gateway", "Stop");
        await Expect(visit.Row("gateway")).ToContainTextAsync("Stopped");
        await Expect(start).ToBeEnabledAsync();
        await start.ClickAsync();

        await Expect(visit.Row("gateway")).ToContainTextAsync("Healthy");
        await Expect(visit.Message("Start gateway")).ToContainTextAsync("is done.");
    }

    [SkippableFact]
    public async Task CutOff_ForATime_IsUnderWayAndThenDone()
    {
        await using var visit = await DashboardVisit.StartAsync(host, Dashboard);
        var process = (await Engine.Engine.Launcher.NextAsync()).Process;
        await visit.Row("redis").GetByLabel("for").FillAsync("20");

        await visit.CommandAsync("redis", "Cut off");
        await Expect(visit.Message("Cut off redis")).ToContainTextAsync("is under way.");
        await Engine.Engine.Time.WaitForTimerAsync(TimeSpan.FromSeconds(20));
        Assert.Equal([ProcessSignal.Pause], process.Signals);
        Engine.Engine.Time.Advance(TimeSpan.FromSeconds(20));

        await Expect(visit.Message("Cut off redis")).ToContainTextAsync("It stood still for 20 s.");
        Assert.Equal([ProcessSignal.Pause, ProcessSignal.Resume], process.Signals);
        await visit.Message("Cut off redis").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(visit.Message("Cut off redis")).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task CutOff_ForTooLong_IsToldAsAFailure()
    {
        await using var visit = await DashboardVisit.StartAsync(host, Dashboard);
        await visit.Row("redis").GetByLabel("for").FillAsync("999");

        await visit.CommandAsync("redis", "Cut off");

        await Expect(visit.Message("Cut off redis")).ToContainTextAsync("999 seconds are too few or too many. Use 1 to 300.");
        await Expect(visit.Message("Cut off redis").Locator(".icon-bad")).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task Secret_OfAResource_IsShownWhenAsked()
    {
        await using var visit = await DashboardVisit.StartAsync(host, Dashboard);
        await visit.OpenAsync("/resources/webapp-1");
        var row = visit.Page.Locator("tr", new PageLocatorOptions { HasText = "ConnectionStrings__redis" });
        await Expect(row).ToBeVisibleAsync();
        Assert.DoesNotContain("secret-of-redis", await visit.Page.ContentAsync(), StringComparison.Ordinal);

        await row.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(row).ToContainTextAsync("127.0.0.1:1,password=secret-of-redis");
        await row.GetByRole(AriaRole.Button).ClickAsync();

        await Expect(row).Not.ToContainTextAsync("secret-of-redis");
    }

    [SkippableFact]
    public async Task Variable_WithHtml_IsShownAsText()
    {
        await using var visit = await DashboardVisit.StartAsync(host, Dashboard);
        await visit.OpenAsync("/resources/webapp-1");

        await Expect(visit.Page.GetByText("<b>hello</b>")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("td b")).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task Resource_ThatIsNone_IsToldSo()
    {
        await using var visit = await DashboardVisit.StartAsync(host, Dashboard);

        await visit.OpenAsync("/resources/nobody");

        await Expect(visit.Page.Locator("main")).ToContainTextAsync("There is no resource of this name.");
    }

    [SkippableFact]
    public async Task AppHost_Gone_IsToldAndWhatItSaidStays()
    {
        await using var visit = await DashboardVisit.StartAsync(host, Dashboard);
        await Expect(visit.Row("webapp-1")).ToContainTextAsync("Healthy");

        await Engine.EndAsync();

        await Expect(visit.Page.Locator(".banner")).ToContainTextAsync("The AppHost is not heard any more");
        await Expect(visit.Row("webapp-1")).ToContainTextAsync("Healthy");
        await visit.CommandAsync("webapp-1", "Kill");
        await Expect(visit.Message("Kill webapp-1")).ToContainTextAsync("The AppHost could not be asked");
    }
}
