using BlazorAspire.Tests.Browser;
using Embedded.Dashboard.Circuits;
using Embedded.Dashboard.Otlp.Wire;
using Embedded.Tests.Dashboard.Otlp;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Embedded.Tests.Dashboard.Pages;

/// <summary>Logs, traces, metrics and circuits as a person looks through them.</summary>
[Collection(BrowserTests.Name)]
public sealed class TelemetryBrowsingTests(BrowserHost host) : IAsyncLifetime
{
    private RunningDashboard _dashboard = default!;

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync("--Dashboard:BrowserToken=the-token");
        await TelemetrySample.SendAsync(_dashboard);
    }

    public async Task DisposeAsync() => await _dashboard.DisposeAsync();

    [SkippableFact]
    public async Task Logs_EntryThatComes_IsShownAndOpensItsDetails()
    {
        await using var visit = await DashboardVisit.StartAsync(host, _dashboard);
        await visit.OpenAsync("/logs");
        await Expect(visit.Page.GetByTestId("log-row")).ToHaveCountAsync(3);

        await _dashboard.SendAsync("/v1/logs", OtlpData.Logs(OtlpData.Log("<b>bold</b>", 17)), ExportLogsServiceResponse.Parser);
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "<b>bold</b>" }).ClickAsync();

        await Expect(visit.Page.GetByTestId("log-message")).ToHaveTextAsync("<b>bold</b>");
        Assert.Empty(visit.Errors);
    }

    [SkippableFact]
    public async Task Logs_FilteredByLevel_AreThoseAndTheAddressSaysSo()
    {
        await using var visit = await DashboardVisit.StartAsync(host, _dashboard);
        await visit.OpenAsync("/logs");

        await visit.Page.GetByLabel("Level").SelectOptionAsync("Warning");

        await Expect(visit.Page.GetByTestId("log-row")).ToHaveCountAsync(2);
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("level=Warning"));
    }

    [SkippableFact]
    public async Task Trace_Chosen_IsAWaterfallWhoseSpansOpen()
    {
        await using var visit = await DashboardVisit.StartAsync(host, _dashboard);
        await visit.OpenAsync("/traces");

        await visit.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "GET /counter" }).First.ClickAsync();
        var spans = visit.Page.GetByTestId("span-row");
        await Expect(spans).ToHaveCountAsync(3);
        await Expect(spans.Nth(0)).ToContainTextAsync("gateway");
        await Expect(spans.Nth(2)).ToContainTextAsync("HGETALL read tab state");
        await spans.Nth(2).GetByRole(AriaRole.Button).ClickAsync();

        await Expect(visit.Page.Locator("#span-details")).ToContainTextAsync("HGETALL read tab state");
        Assert.Empty(visit.Errors);
    }

    [SkippableFact]
    public async Task Metrics_OneProcessLeftOut_AreThoseOfTheOther()
    {
        await using var visit = await DashboardVisit.StartAsync(host, _dashboard);
        await visit.OpenAsync($"/metrics?meter={CircuitMeters.Circuits}&name={CircuitMeters.Open}");
        var labels = visit.Page.Locator("svg.chart .chart-end");
        await Expect(labels).ToHaveTextAsync(["webapp-1", "webapp-2"]);

        await visit.Page.GetByRole(AriaRole.Checkbox, new PageGetByRoleOptions { Name = "webapp-1" }).UncheckAsync();

        await Expect(labels).ToHaveTextAsync(["webapp-2"]);
        Assert.Empty(visit.Errors);
    }

    [SkippableFact]
    public async Task Circuits_OfTwoReplicas_AreSummedAndDrawn()
    {
        await using var replicas = new TellingReplicas(_dashboard);
        await using var visit = await DashboardVisit.StartAsync(host, _dashboard);

        await visit.OpenAsync("/circuits");

        await Expect(visit.Page.GetByTestId("connected")).ToHaveTextAsync("8");
        await Expect(visit.Page.Locator("svg.moves")).ToHaveAttributeAsync("aria-label", "webapp-1 has 4 circuits, webapp-2 has 4 circuits. Nobody moved in the last minute.");
        Assert.Empty(visit.Errors);
    }
}
