using System.Text.RegularExpressions;
using BlazorAspire.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Embedded.Tests.Dashboard;

/// <summary>What people see of a real app, and do to it.</summary>
[Collection(BrowserTests.Name)]
public sealed class WholeAppTests(BrowserHost host, DashboardAppHost appHost) : IClassFixture<DashboardAppHost>
{
    [SkippableFact]
    public Task Kill_OfAReplica_IsSeenAndTheReplicaComesBack() => TestAsync(async visit =>
    {
        var before = await ProcessIdAsync(visit, "webapp-2");

        await visit.CommandAsync("webapp-2", "Kill");

        await Expect(visit.Message("Kill webapp-2")).ToContainTextAsync($"Process {before} was killed.");
        await Expect(visit.Row("webapp-2").Locator(".number").Last).Not.ToHaveTextAsync("0");
        await Expect(visit.Row("webapp-2")).ToContainTextAsync("Healthy");
        Assert.NotEqual(before, await ProcessIdAsync(visit, "webapp-2"));
    });

    [SkippableFact]
    public Task Drain_OfAReplica_MovesItsUserAndTheCircuitsPageShowsWhere() => TestAsync(async visit =>
    {
        await using var user = await OpenCounterAsync();
        var served = await user.Page.GetByTestId("replica-name").InnerTextAsync();
        var other = served == "webapp-1" ? "webapp-2" : "webapp-1";

        await visit.CommandAsync(served, "Drain");
        await Expect(visit.Message($"Drain {served}")).ToContainTextAsync($"Replica '{served}' is stopped:");
        await Expect(user.Page.GetByTestId("replica-name")).ToHaveTextAsync(other);

        await visit.OpenAsync("/circuits");
        var move = visit.Page.Locator("tr", new PageLocatorOptions { HasText = "The replica is drained" });
        await Expect(move.First).ToContainTextAsync(new Regex($"{served}.*{other}"));
        await Expect(visit.Page.GetByTestId("lost")).ToHaveTextAsync("0");
        await visit.OpenAsync("/");
        await visit.CommandAsync(served, "Start");
        await Expect(visit.Row(served)).ToContainTextAsync("Healthy");
    });

    [SkippableFact]
    public Task RollingRestart_OfTheGatewaysReplicas_GivesEachANewProcess() => TestAsync(async visit =>
    {
        string[] before = [await ProcessIdAsync(visit, "webapp-1"), await ProcessIdAsync(visit, "webapp-2")];

        await visit.CommandAsync("gateway", "Rolling restart");

        await Expect(visit.Message("Rolling restart gateway")).ToContainTextAsync("2 replicas have new processes");
        Assert.DoesNotContain(await ProcessIdAsync(visit, "webapp-1"), before);
        Assert.DoesNotContain(await ProcessIdAsync(visit, "webapp-2"), before);
    });

    [SkippableFact]
    public Task CutOff_OfRedis_IsSeenAndEnds() => TestAsync(async visit =>
    {
        await visit.Row("redis").GetByLabel("for").FillAsync("20");

        await visit.CommandAsync("redis", "Cut off");

        // The engine asks every 2 s, and waits up to 5 s for the answer.
        await Expect(visit.Row("redis")).ToContainTextAsync("Not healthy");
        await Expect(visit.Message("Cut off redis")).ToContainTextAsync("It stood still for 20 s.");
        await Expect(visit.Row("redis")).ToContainTextAsync("Healthy");
        await Expect(visit.Row("webapp-1")).ToContainTextAsync("Healthy");
    });

    [SkippableFact]
    public Task Click_OfAUser_IsInMetricsLogsAndTraces() => TestAsync(async visit =>
    {
        await using var user = await OpenCounterAsync();
        await user.Page.GetByTestId("counter-button").ClickAsync();
        await Expect(user.Page.GetByTestId("counter-value")).ToHaveTextAsync("1");

        await visit.OpenAsync("/circuits");
        await Expect(visit.Page.GetByTestId("connected")).Not.ToHaveTextAsync("0");

        await visit.OpenAsync("/traces?text=onclick");
        await Expect(visit.Page.Locator("main table a").First).ToContainTextAsync("onclick");

        await visit.OpenAsync("/traces?text=GET");
        await visit.Page.Locator("main table a", new PageLocatorOptions { HasText = "GET" }).First.ClickAsync();
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("gateway");
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("webapp-");

        await visit.OpenAsync("/logs?resource=gateway");
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("is Ready");
    });

    [SkippableFact]
    public Task Dashboard_Killed_IsNotNoticedByTheAppAndComesBack() => TestAsync(async visit =>
    {
        await using var user = await OpenCounterAsync();
        var served = await user.Page.GetByTestId("replica-name").InnerTextAsync();

        await visit.CommandAsync("dashboard", "Kill");
        await appHost.Process.SaysAsync("Resource 'dashboard': its process ended");
        await user.Page.GetByTestId("counter-button").ClickAsync();
        await Expect(user.Page.GetByTestId("counter-value")).ToHaveTextAsync("1");

        Assert.Equal(served, await user.Page.GetByTestId("replica-name").InnerTextAsync());
        await using var again = await DashboardVisit.StartAsync(host, await BackAsync());
        await Expect(again.Row("dashboard")).ToContainTextAsync("Healthy");
    });

    private async Task TestAsync(Func<DashboardVisit, Task> steps)
    {
        await using var visit = await DashboardVisit.StartAsync(host, await BackAsync());
        try
        {
            await Expect(visit.Row("webapp-1")).ToContainTextAsync("Healthy");
            await Expect(visit.Row("webapp-2")).ToContainTextAsync("Healthy");
            await steps(visit);
        }
        catch (Exception problem)
        {
            throw new InvalidOperationException($"{problem.Message}{Environment.NewLine}The AppHost wrote:{Environment.NewLine}{appHost.Process.Output}", problem);
        }
    }

    /// <summary>The dashboard's address, once it answers there.</summary>
    private async Task<Uri> BackAsync()
    {
        using var client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = BrowserHost.Patience });
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        using var limit = new CancellationTokenSource(BrowserHost.Patience, TimeProvider.System);
        while (true)
        {
            try
            {
                (await client.GetAsync(new Uri(appHost.SignIn, "/health"), limit.Token)).Dispose();
                return appHost.SignIn;
            }
            catch (HttpRequestException)
            {
                // It is on its way up.
                await timer.WaitForNextTickAsync(limit.Token);
            }
        }
    }

    private async Task<Visitor> OpenCounterAsync()
    {
        var context = await (await host.BrowserAsync()).NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(appHost.App, "/counter").ToString());
        await page.Locator("[data-interactive=true]").WaitForAsync();
        return new Visitor(page);
    }

    private static async Task<string> ProcessIdAsync(DashboardVisit visit, string resource) => await visit.Row(resource).Locator(".number").First.InnerTextAsync();

    private sealed record Visitor(IPage Page) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
    }
}
