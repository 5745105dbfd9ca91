using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BlazorAspire.Tests.Support;
using Embedded.Tests.Faults;

namespace Embedded.Tests.Hosting.Publish;

/// <summary>What the built AppHost writes when it is published in a process of its own.</summary>
internal sealed partial class Published : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private Published()
    {
    }

    public string Folder => _folder.Path;

    /// <summary>The written files by name; the path of the project as if the manifest stood in the repository.</summary>
    public IReadOnlyDictionary<string, string> Files => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(Folder, file), file => ProjectPath().Replace(File.ReadAllText(file), "\"WebApp/WebApp.csproj\""));

    public JsonObject Resources => JsonNode.Parse(Files["aspire-manifest.json"])!["resources"]!.AsObject();

    public BicepFile WebApp => new(Files["webapp-containerapp.module.bicep"]);

    public static async Task<Published> RunAsync(params string[] options)
    {
        var published = new Published();
        var (exitCode, output) = await RunAppHostAsync(["--publisher", "manifest", "--output-path", published.Folder, .. options]);
        Assert.True(exitCode == 0, output);
        return published;
    }

    public static async Task<(int ExitCode, string Output)> RunAppHostAsync(params string[] args)
    {
        await using var appHost = AppHostProcess.Start(args);
        var exitCode = await appHost.EndAsync();
        Assert.Empty(appHost.Others());
        return (exitCode, appHost.Output);
    }

    public void Dispose() => _folder.Dispose();

    [GeneratedRegex("\"[./]*[^\"]*WebApp/WebApp.csproj\"")]
    private static partial Regex ProjectPath();
}
