using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Deploy;

/// <summary>The files of the folder infra, read by Bicep's own compiler.</summary>
public sealed partial class InfraTests
{
    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Repository.PathOf("infra"), "*.bicep").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [SkippableTheory]
    [MemberData(nameof(Files))]
    public async Task File_Each_CompilesWithoutAWarning(string name)
    {
        var result = await CompileAsync(name, "--outfile", Path.DirectorySeparatorChar == '/' ? "/dev/null" : "NUL");

        Assert.Equal((0, ""), (result.ExitCode, result.Output.Trim()));
    }

    [SkippableFact]
    public async Task Parameters_OfMain_AreInTheDocumentWithTheirDefaults()
    {
        using var template = JsonDocument.Parse((await CompileAsync("main.bicep", "--stdout")).MustSucceed().Output);
        var declared = template.RootElement.GetProperty("parameters").EnumerateObject().ToDictionary(parameter => parameter.Name, parameter => DefaultOf(parameter.Value));

        var document = Row().Matches(await File.ReadAllTextAsync(Repository.PathOf("docs", "azure.md"))).ToDictionary(row => row.Groups["name"].Value, row => row.Groups["default"].Value.Trim(' ', '`'));

        Assert.Equal(declared.OrderBy(parameter => parameter.Key), document.OrderBy(parameter => parameter.Key));
    }

    [Theory]
    [InlineData("webapp.bicep", "affinity: 'sticky'", "activeRevisionsMode: 'Single'", "terminationGracePeriodSeconds: graceSeconds", "secretRef: 'connectionstrings--redis'")]
    [InlineData("app-service.bicep", "clientAffinityEnabled: true", "webSocketsEnabled: true", "alwaysOn: true", "healthCheckPath: '/health'", "httpsOnly: true")]
    public async Task App_EachPlace_KeepsUsersOnTheirReplica(string name, params string[] lines)
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf("infra", name));

        Assert.All(lines, line => Assert.Contains($" {line}\n", text.ReplaceLineEndings("\n"), StringComparison.Ordinal));
    }

    private static async Task<CommandResult> CompileAsync(string name, params string[] options)
    {
        var compiler = typeof(InfraTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().SingleOrDefault(attribute => attribute.Key == "BicepCompiler")?.Value;
        Skip.IfNot(File.Exists(compiler), "The package of Bicep's compiler is restored on Linux x64 only.");
        return await Command.RunAsync(compiler!, ["build", Repository.PathOf("infra", name), .. options], Repository.Root, new Dictionary<string, string> { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" });
    }

    private static string DefaultOf(JsonElement parameter) => parameter.TryGetProperty("defaultValue", out var value)
        ? value.ValueKind == JsonValueKind.Number ? value.GetInt32().ToString(CultureInfo.InvariantCulture) : value.GetString()!
        : "required";

    [GeneratedRegex(@"^\| `(?<name>\w+)` \|(?<default>[^|]*)\| [^|]+ \|\r?$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
