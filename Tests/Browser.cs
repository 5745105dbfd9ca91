using Microsoft.Playwright;

namespace Evergreen.Tests;

/// <summary>An installed Chromium, Chrome or Edge, or one that Playwright downloads. <c>BROWSER_PATH</c> names another.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Missing =
        "No Chromium, Chrome or Edge was found, and none could be installed. Install one (Debian: apt-get install chromium), or set BROWSER_PATH to the path of one.";

    private static readonly string[] Commands = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome.exe", "msedge.exe"];

    private static readonly string[] Folders =
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        "/Applications/Google Chrome.app/Contents/MacOS", "/Applications/Microsoft Edge.app/Contents/MacOS",
        .. from folder in new[] { Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.ProgramFilesX86, Environment.SpecialFolder.LocalApplicationData }
           from browser in new[] { @"Google\Chrome\Application", @"Microsoft\Edge\Application" }
           select Path.Combine(Environment.GetFolderPath(folder), browser),
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        if ((FindInstalled() ?? await DownloadAsync()) is { } path)
        {
            // Chromium refuses to be sandboxed as root; for anyone else it stays on.
            var isRoot = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, ChromiumSandbox = !isRoot });
        }
    }

    /// <summary>A page of a new user. Without a browser the test is skipped, and on a build server it fails.</summary>
    public async Task<IPage> NewPageAsync(Uri address)
    {
        Assert.False(_browser is null && Environment.GetEnvironmentVariable("CI") == "true", Missing);
        Assert.SkipWhen(_browser is null, Missing);
        var context = await _browser!.NewContextAsync(new() { BaseURL = address.ToString() });
        context.SetDefaultTimeout(60_000);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private static string? FindInstalled() => Environment.GetEnvironmentVariable("BROWSER_PATH") is { Length: > 0 } given
        ? File.Exists(given) ? given : throw new InvalidOperationException($"BROWSER_PATH is '{given}', which does not exist. Give the path of a Chromium, Chrome or Edge executable, or unset it.")
        : (from command in (string[])[.. Commands, "Google Chrome", "Microsoft Edge"] from folder in Folders select Path.Combine(folder, command)).FirstOrDefault(File.Exists);

    private async Task<string?> DownloadAsync()
    {
        // With the libraries that it needs, where they may be installed.
        string[] arguments = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? ["install", "--with-deps", "chromium"] : ["install", "chromium"];
        var exitCode = await Task.Run(() => Microsoft.Playwright.Program.Main(arguments));
        return exitCode == 0 && File.Exists(_playwright!.Chromium.ExecutablePath) ? _playwright.Chromium.ExecutablePath : null;
    }
}
