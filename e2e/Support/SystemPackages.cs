namespace BlazorAspire.Tests.Support;

/// <summary>Installs packages of the Linux distribution, where that may be done.</summary>
internal static class SystemPackages
{
    private static readonly (string Tool, string[][] Commands)[] Managers =
    [
        ("/usr/bin/apt-get", [["update"], ["install", "-y", "--no-install-recommends"]]),
        ("/usr/bin/dnf", [["install", "-y"]]),
        ("/sbin/apk", [["add"]]),
    ];

    /// <summary>Returns at once where nothing may be installed. Whether it could be done shows when the program is looked for.</summary>
    public static async Task TryInstallAsync(string package)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return;
        }

        foreach (var (tool, commands) in Managers.Where(manager => File.Exists(manager.Tool)))
        {
            foreach (var command in commands)
            {
                await Command.RunAsync(tool, command == commands[^1] ? [.. command, package] : command, "/", new Dictionary<string, string> { ["DEBIAN_FRONTEND"] = "noninteractive" });
            }
        }
    }
}
