using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Deploy;

/// <summary>Bicep's own compiler, on a copy of the folder infra.</summary>
internal sealed class BicepCompiler : IDisposable
{
    private const string Nobody = "00000000-0000-0000-0000-000000000001";

    // The compiler takes seconds for one.
    private static readonly ConcurrentDictionary<string, Lazy<Task<JsonElement>>> Templates = new(StringComparer.Ordinal);
    private readonly TemporaryFolder _folder = new();

    public BicepCompiler()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("infra")))
        {
            File.Copy(file, Path.Combine(_folder.Path, Path.GetFileName(file)));
        }
    }

    private static string? Program { get; } =
        typeof(BicepCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().SingleOrDefault(attribute => attribute.Key == "BicepCompiler")?.Value;

    public static void SkipWithout() => Skip.IfNot(File.Exists(Program), "The package of Bicep's compiler is restored on Linux x64 only.");

    public void Write(string name, string text) => _folder.Write(name, text);

    /// <summary>Errors and warnings; empty when there is none.</summary>
    public async Task<string> LintAsync(string file) => (await RunAsync(["lint", file])).Output.Trim();

    /// <summary>The template that Azure gets, of a file as it is in the repository.</summary>
    public Task<JsonElement> BuildAsync(string file) => Templates.GetOrAdd(
        file, name => new Lazy<Task<JsonElement>>(async () => Parse((await RunAsync(["build", name, "--stdout"])).MustSucceed().Output))).Value;

    /// <summary>What a deployment with these parameters would make, or the reason why there is none.</summary>
    public async Task<(JsonElement[] Resources, string Problem)> PredictAsync(string parameters, IReadOnlyDictionary<string, string>? environment = null)
    {
        var scope = parameters.StartsWith("main", StringComparison.Ordinal) ? "--deployment-name=shop" : "--resource-group=rg-shop";
        var result = await RunAsync(["snapshot", parameters, $"--subscription-id={Nobody}", scope, "--location=westeurope"], environment);
        var snapshot = Path.Combine(_folder.Path, Path.ChangeExtension(parameters, "snapshot.json"));
        return result.ExitCode == 0 && File.Exists(snapshot)
            ? ([.. Parse(await File.ReadAllTextAsync(snapshot)).GetProperty("predictedResources").EnumerateArray()], result.Output.Trim())
            : ([], result.Output.Trim());
    }

    public void Dispose() => _folder.Dispose();

    private Task<CommandResult> RunAsync(string[] arguments, IReadOnlyDictionary<string, string>? environment = null) => Command.RunAsync(
        Program!, arguments, _folder.Path, new Dictionary<string, string>(environment ?? new Dictionary<string, string>()) { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" });

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
