using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Template;

/// <summary>The template as a package, of a version that nothing else has, installed into a home of its own: the user's templates and packages stay as they are.</summary>
[CollectionDefinition(Name)]
public sealed class InstalledTemplate : IAsyncLifetime, IDisposable, ICollectionFixture<InstalledTemplate>
{
    public const string Name = "Template";

    private readonly TemporaryFolder _folder = new();
    private int _apps;

    internal string Version { get; } = $"0.0.0-test.{Guid.NewGuid():n}";

    /// <summary>Where the packages are that were packed.</summary>
    internal string Packages => Path.Combine(_folder.Path, "packed");

    public async Task InitializeAsync()
    {
        // What these tests were built with is packed as it is.
        (await Command.RunAsync(Command.Dotnet,
            ["pack", Repository.PathOf("Template"), "--no-build", "-c", SourceTree.Find().Configuration, $"-p:Version={Version}", "-o", Packages, "-v:quiet"], Repository.Root)).MustSucceed();
        (await NewAsync("install", Path.Combine(Packages, $"BlazorAspire.Templates.{Version}.nupkg"))).MustSucceed();
    }

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

    /// <summary>Runs <c>dotnet</c> with a cache for the packages of this version, and what is in the user's own besides.</summary>
    internal async Task<string> RunAsync(string folder, params string[] arguments)
    {
        var cache = new Dictionary<string, string>
        {
            ["NUGET_PACKAGES"] = Path.Combine(_folder.Path, "cache"),
            ["RestoreFallbackFolders"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
        };
        // Builds everything anew, and starts apps and browsers.
        return (await Command.RunAsync(Command.Dotnet, arguments, folder, cache, TimeSpan.FromMinutes(15))).MustSucceed().Output;
    }
}
