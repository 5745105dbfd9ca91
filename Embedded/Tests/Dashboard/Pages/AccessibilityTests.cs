using BlazorAspire.Tests.Browser;
using Embedded.Dashboard.Circuits;
using Microsoft.Playwright;

namespace Embedded.Tests.Dashboard.Pages;

[Collection(BrowserTests.Name)]
public sealed class AccessibilityTests(BrowserHost host) : EngineDashboard
{
    private static readonly string[] All =
    [
        "/", "/resources/webapp-1", "/console/webapp-1", "/logs", "/traces", $"/traces/{TelemetrySample.Trace}",
        "/metrics", $"/metrics?meter={CircuitMeters.Circuits}&name={CircuitMeters.Open}", "/circuits", "/not-there",
    ];

    public static TheoryData<string> Paths() => new(All);

    public static TheoryData<string, ColorScheme> PathsInEachTheme()
    {
        var all = new TheoryData<string, ColorScheme>();
        foreach (var path in All)
        {
            all.Add(path, ColorScheme.Light);
            all.Add(path, ColorScheme.Dark);
        }
        return all;
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Engine.Engine.Logs.Write("webapp-1", "warn: careful", isError: false);
        await TelemetrySample.SendAsync(Dashboard);
    }

    [SkippableTheory]
    [MemberData(nameof(PathsInEachTheme))]
    public async Task Page_CheckedByAxe_HasNoSeriousViolation(string path, ColorScheme colors)
    {
        await using var visit = await DashboardVisit.StartAsync(host, Dashboard);
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = colors, ReducedMotion = ReducedMotion.Reduce });

        await visit.OpenAsync(path);

        Assert.Empty(await AxeScript.CheckAsync(visit.Page));
    }

    [SkippableFact]
    public async Task SignIn_CheckedByAxe_HasNoSeriousViolation()
    {
        await using var visit = await DashboardVisit.StartAsync(host, Dashboard);
        await visit.Page.GotoAsync("/login?t=wrong");

        Assert.Empty(await AxeScript.CheckAsync(visit.Page));
    }

    [SkippableTheory]
    [MemberData(nameof(Paths))]
    public async Task Page_OnAPhone_IsNotWiderThanIt(string path)
    {
        await using var visit = await DashboardVisit.StartAsync(host, Dashboard, width: 360);

        await visit.OpenAsync(path);

        Assert.Equal(360, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }
}
