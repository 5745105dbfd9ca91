using BlazorAspire.LoadTest.Browsers;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Browser;

/// <summary>Gets a browser where there is none: the distribution's own where it may be installed, else Playwright's.</summary>
internal static class BrowserInstaller
{
    // The distribution's package brings the libraries that a download lacks on a bare system.
    private static readonly (string Tool, string[][] Commands)[] PackageManagers =
    [
        ("/usr/bin/apt-get", [["update"], ["install", "-y", "--no-install-recommends", "chromium"]]),
        ("/usr/bin/dnf", [["install", "-y", "chromium"]]),
        ("/sbin/apk", [["add", "chromium"]]),
    ];

    /// <summary>Gives the path of a browser, or null when none could be had.</summary>
    public static async Task<string?> InstallAsync(Func<string> playwrightsPath)
    {
        if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && await InstallPackageAsync() is { } installed)
        {
            return installed;
        }
        var exitCode = await Task.Run(() => Microsoft.Playwright.Program.Main(["install", "chromium"]));
        return exitCode == 0 && File.Exists(playwrightsPath()) ? playwrightsPath() : null;
    }

    private static async Task<string?> InstallPackageAsync()
    {
        foreach (var (tool, commands) in PackageManagers.Where(m => File.Exists(m.Tool)))
        {
            foreach (var arguments in commands)
            {
                await Command.RunAsync(tool, arguments, "/", new Dictionary<string, string> { ["DEBIAN_FRONTEND"] = "noninteractive" });
            }
        }
        // Some distributions have a package of that name which only says where to look.
        return BrowserFinder.OfThisMachine.Find() is { } found && (await Command.RunAsync(found, ["--version"], "/")).ExitCode == 0 ? found : null;
    }
}
