using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Browser;

/// <summary>Gets a browser where there is none: the distribution's own where it may be installed, else Playwright's.</summary>
internal static class BrowserInstaller
{
    /// <summary>Gives the path of a browser, or null when none could be had.</summary>
    public static async Task<string?> InstallAsync(Func<string> playwrightsPath)
    {
        // The distribution's package brings the libraries that a download lacks on a bare system.
        await SystemPackages.TryInstallAsync("chromium");
        if (await InstalledAsync() is { } installed)
        {
            return installed;
        }
        var exitCode = await Task.Run(() => Microsoft.Playwright.Program.Main(["install", "chromium"]));
        return exitCode == 0 && File.Exists(playwrightsPath()) ? playwrightsPath() : null;
    }

    // Some distributions have a package of that name which only says where to look.
    private static async Task<string?> InstalledAsync() =>
        BrowserFinder.OfThisMachine.Find() is { } found && (await Command.RunAsync(found, ["--version"], "/")).ExitCode == 0 ? found : null;
}
