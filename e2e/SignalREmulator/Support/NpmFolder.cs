using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.SignalREmulator.Support;

/// <summary>A folder with packages of the npm registry and all that they need, for the time of a test. Nothing of it is kept.</summary>
internal sealed class NpmFolder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly TemporaryFolder _folder = new();

    private NpmFolder()
    {
    }

    public string Path => _folder.Path;

    /// <summary>Null where there is no Node.js, or no registry that has the packages.</summary>
    public static async Task<NpmFolder?> InstallAsync(params string[] packages)
    {
        if (Find("node") is null || Find("npm") is not { } npm)
        {
            return null;
        }
        var folder = new NpmFolder();
        string[] arguments = ["install", .. packages, "--prefix", folder.Path, "--ignore-scripts", "--no-audit", "--no-fund", "--silent", "--fetch-retries=0"];
        if ((await Command.RunAsync(npm, arguments, folder.Path, longest: Patience)).ExitCode == 0)
        {
            return folder;
        }
        folder.Dispose();
        return null;
    }

    /// <summary>Runs a script that can import the package.</summary>
    public async Task<CommandResult> RunAsync(string script, params IEnumerable<string> arguments)
    {
        var file = System.IO.Path.Combine(Path, $"{Guid.NewGuid():N}.mjs");
        await File.WriteAllTextAsync(file, script);
        return await Command.RunAsync(Find("node")!, [file, .. arguments], Path, longest: Patience);
    }

    public void Dispose() => _folder.Dispose();

    private static string? Find(string name) => InstalledProgram.Find(OperatingSystem.IsWindows() ? name == "npm" ? "npm.cmd" : $"{name}.exe" : name);
}
