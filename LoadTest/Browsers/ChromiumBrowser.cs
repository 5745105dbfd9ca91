using Microsoft.Playwright;

namespace BlazorAspire.LoadTest.Browsers;

/// <summary>The Chromium, Chrome or Edge of this machine, without a window.</summary>
internal sealed class ChromiumBrowser : IAsyncDisposable
{
    private static readonly string[] Arguments =
        ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private ChromiumBrowser(IPlaywright playwright, IBrowser browser)
    {
        (_playwright, _browser) = (playwright, browser);
    }

    public static async Task<ChromiumBrowser> StartAsync()
    {
        var path = BrowserFinder.OfThisMachine.Find() ?? throw new MeasurementException(
            $"No Chromium, Chrome or Edge was found. Install one (Debian: apt-get install chromium), or set {BrowserFinder.Variable} to the path of one.");
        var playwright = await Playwright.CreateAsync();
        try
        {
            return new ChromiumBrowser(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = path,
                Args = Arguments,
                // Chromium refuses to be sandboxed as root; for anyone else it stays on.
                ChromiumSandbox = !(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess),
            }));
        }
        catch (PlaywrightException problem)
        {
            playwright.Dispose();
            throw new MeasurementException($"'{path}' could not be started: {problem.Message}", problem);
        }
    }

    /// <summary>A page of a user of its own.</summary>
    public async Task<IPage> NewPageAsync(Uri address)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = address.ToString() });
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
