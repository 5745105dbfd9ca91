using System.Collections.Concurrent;
using BlazorAspire.Tests.Browser;
using Microsoft.Playwright;

namespace Embedded.Tests.Dashboard;

/// <summary>A person's browser at the dashboard, signed in.</summary>
internal sealed class DashboardVisit : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _errors = new();

    private DashboardVisit(IPage page)
    {
        Page = page;
        page.Console += (_, message) => AddIf(message.Type == "error", message.Text);
        page.PageError += (_, error) => AddIf(true, error);
    }

    public IPage Page { get; }

    /// <summary>What the page's script and the browser have complained of.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    /// <param name="host">The browser.</param>
    /// <param name="signIn">The address that the AppHost prints.</param>
    /// <param name="width">The window's, in pixels.</param>
    public static async Task<DashboardVisit> StartAsync(BrowserHost host, Uri signIn, int width = 1280)
    {
        var browser = await host.BrowserAsync();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = signIn.GetLeftPart(UriPartial.Authority),
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
        });
        context.SetDefaultTimeout((float)BrowserHost.Patience.TotalMilliseconds);
        var visit = new DashboardVisit(await context.NewPageAsync());
        await visit.OpenAsync(signIn.ToString());
        return visit;
    }

    public static Task<DashboardVisit> StartAsync(BrowserHost host, RunningDashboard dashboard, int width = 1280) =>
        StartAsync(host, new Uri(dashboard.FrontEnd, "/login?t=the-token"), width);

    /// <summary>Opens a page and waits until it reacts.</summary>
    public async Task OpenAsync(string path)
    {
        await Page.GotoAsync(path);
        await Page.Locator("[data-interactive=true]").WaitForAsync();
    }

    public ILocator Row(string resource) => Page.Locator($"tr[data-resource={resource}]");

    public Task CommandAsync(string resource, string command) =>
        Row(resource).GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = command, Exact = true }).ClickAsync();

    public ILocator Message(string text) => Page.Locator(".message", new PageLocatorOptions { HasText = text });

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    private void AddIf(bool wanted, string text)
    {
        if (wanted)
        {
            _errors.Enqueue(text);
        }
    }
}
