using System.Collections.Concurrent;
using System.Text.Json;
using BlazorAspire.Tests.AppHost;
using Microsoft.Playwright;

namespace BlazorAspire.Tests.Browser;

/// <summary>One user's browser, with cookies of its own, and the page it shows.</summary>
internal sealed class BrowserVisit : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly bool _isFirstTab;

    private BrowserVisit(IPage page, bool isFirstTab)
    {
        Page = page;
        _isFirstTab = isFirstTab;
        page.Console += (_, message) => AddIf(message.Type == "error", $"{message.Text} ({message.Location})");
        page.PageError += (_, error) => AddIf(true, error);
    }

    public IPage Page { get; }

    /// <summary>What the page's script and the browser have complained of.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    public ILocator Notice => Page.Locator("#components-reconnect-modal");

    public ILocator ReplicaName => Page.GetByTestId("replica-name");

    public static Task<BrowserVisit> StartAsync(BrowserHost host, RunningApp app, int width = 1280) => StartAsync(host, app.Address, width);

    public static async Task<BrowserVisit> StartAsync(BrowserHost host, Uri address, int width = 1280)
    {
        var browser = await host.BrowserAsync();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            // A server of these tests has a certificate that nobody has signed.
            IgnoreHTTPSErrors = address.Scheme == Uri.UriSchemeHttps,
            ViewportSize = new ViewportSize { Width = width, Height = 800 },
        });
        context.SetDefaultTimeout((float)BrowserHost.Patience.TotalMilliseconds);
        return new BrowserVisit(await context.NewPageAsync(), isFirstTab: true);
    }

    /// <summary>Another tab of the same user.</summary>
    public async Task<BrowserVisit> NewTabAsync() => new(await Page.Context.NewPageAsync(), isFirstTab: false);

    /// <summary>Opens a page and waits until its circuit is live.</summary>
    public async Task OpenAsync(string path)
    {
        await Page.GotoAsync(path);
        await InteractiveAsync();
    }

    public Task InteractiveAsync() => Page.Locator("[data-interactive=true]").WaitForAsync();

    /// <summary>Which replica serves this browser. The page that is shown asks, so it is one of the app's.</summary>
    public async Task<ReplicaAnswer> AskAsync()
    {
        var answer = await Page.EvaluateAsync<string>("async () => await (await fetch('/replica')).text()");
        return JsonSerializer.Deserialize<ReplicaAnswer>(answer, JsonSerializerOptions.Web)!;
    }

    /// <summary>Runs the steps of a test. When one fails, what the page showed is kept beside the test's assembly.</summary>
    public async Task TestAsync(string name, Func<Task> steps)
    {
        try
        {
            await steps();
        }
        catch
        {
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(AppContext.BaseDirectory, "screenshots", $"{name}.png"), FullPage = true });
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await (_isFirstTab ? Page.Context.DisposeAsync().AsTask() : Page.CloseAsync());

    private void AddIf(bool wanted, string text)
    {
        if (wanted)
        {
            _errors.Enqueue(text);
        }
    }
}
