using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Template;

/// <summary>The template, installed from this folder into a home of its own, so that the user's templates stay as they are.</summary>
public sealed class InstalledTemplate : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _apps;

    public async Task InitializeAsync() => (await NewAsync("install", Repository.Root)).MustSucceed();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    /// <summary>Runs <c>dotnet new</c> with this home.</summary>
    internal Task<CommandResult> NewAsync(params string[] arguments) =>
        Command.RunAsync(Command.Dotnet, ["new", .. arguments], _folder.Path, new Dictionary<string, string>
        {
            ["DOTNET_CLI_HOME"] = Path.Combine(_folder.Path, "home"),
            ["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "true",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "true",
            ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
            // Each run is short: what profiles its code costs more than it brings.
            ["DOTNET_TieredPGO"] = "0",
        });

    /// <summary>A folder that is not there yet.</summary>
    internal string NextFolder() => Path.Combine(_folder.Path, $"app-{Interlocked.Increment(ref _apps)}");

    internal async Task<GeneratedApp> GenerateAsync(string name, params string[] options)
    {
        var folder = NextFolder();
        (await NewAsync(["blazor-aspire", "-n", name, "-o", folder, "--no-update-check", .. options])).MustSucceed();
        return new GeneratedApp(name, folder);
    }

    /// <summary>Replaces what is installed by a package.</summary>
    internal async Task ReinstallAsync(string package)
    {
        (await NewAsync("uninstall", Repository.Root)).MustSucceed();
        (await NewAsync("install", package)).MustSucceed();
    }
}
