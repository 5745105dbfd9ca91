
namespace BlazorAspire.Tests.Support;

/// <summary>A program that Linux distributions have.</summary>
/// <param name="Package">Debian's package with it, which is installed where that may be done.</param>
internal sealed record InstalledProgram(string Name, string Package)
{
    // Servers lie there, and not on the path of everybody.
    private static readonly string[] MoreFolders = ["/usr/sbin", "/usr/local/sbin", "/sbin"];

    /// <summary>The path of a program, or null when there is none.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Concat(MoreFolders).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>The path of the program. Without it the test is skipped, but fails on a build server.</summary>
    public async Task<string> RequireAsync()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), $"'{Name}' is tested on Linux only.");
        if (Find(Name) is null)
        {
            await SystemPackages.TryInstallAsync(Package);
        }

        var found = Find(Name);
        var howToGetIt = $"'{Name}' was not found, and could not be installed. Install it (Debian: apt-get install {Package}).";
        if (found is null && string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException(howToGetIt);
        }

        Skip.If(found is null, howToGetIt);
        return found!;
    }
}
