using Microsoft.Playwright;

namespace BlazorAspire.Tests.Browser;

/// <summary>One browser for the tests of a collection, started when the first asks for it.</summary>
public sealed class BrowserHost : IAsyncLifetime
{
    /// <summary>Ends a wait that would hang; long, because the whole app and a browser share the machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private const string HowToGetOne =
        "No Chromium, Chrome or Edge was found, and none could be installed. Install one (Debian: apt-get install chromium), or set BROWSER_PATH to the path of one.";

    private static readonly string[] Arguments =
        ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private bool _isMissing;

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Gives the browser. Without one the test is skipped, but fails on a build server.</summary>
    public async Task<IBrowser> BrowserAsync()
    {
        if (_browser is null && !_isMissing)
        {
            _playwright ??= await Playwright.CreateAsync();
            var path = BrowserFinder.OfThisMachine.Find() ?? await BrowserInstaller.InstallAsync(() => _playwright.Chromium.ExecutablePath);
            _isMissing = path is null;
            _browser = path is null ? null : await LaunchAsync(path);
        }
        if (_browser is null && string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException(HowToGetOne);
        }
        Skip.If(_browser is null, HowToGetOne);
        return _browser!;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
        _playwright?.Dispose();
    }

    private Task<IBrowser> LaunchAsync(string path)
    {
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
        return _playwright!.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Args = Arguments,
            // Chromium refuses to be sandboxed as root; for anyone else it stays on.
            ChromiumSandbox = !(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess),
        });
    }
}
