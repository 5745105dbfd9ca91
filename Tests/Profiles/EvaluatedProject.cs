using System.Text.Json;

namespace BlazorAspire.Tests.Profiles;

/// <summary>What a project refers to in one profile, as MSBuild sees it.</summary>
/// <param name="Packages">Name and central version.</param>
/// <param name="Projects">Projects, whether linked to or only built first: paths relative to the sources, with forward slashes.</param>
/// <param name="Linked">The projects of these whose assemblies are referenced.</param>
internal sealed record EvaluatedProject(IReadOnlyDictionary<string, string> Packages, IReadOnlyList<string> Projects, IReadOnlyList<string> Linked)
{
    public static bool IsEmbedded(string project) => project.StartsWith("Embedded/", StringComparison.Ordinal);

    public static async Task<EvaluatedProject> ReadAsync(RepositoryCopy copy, string project, string profile)
    {
        var result = await copy.BuildToolAsync(
            Path.Combine(project, $"{project}.csproj"), "-getItem:PackageReference,ProjectReference,PackageVersion", $"-p:HostProfile={profile}");
        using var json = JsonDocument.Parse(result.MustSucceed().Output);
        var items = json.RootElement.GetProperty("Items");
        var versions = items.GetProperty("PackageVersion").EnumerateArray().ToDictionary(Text("Identity"), Text("Version"));
        var projects = items.GetProperty("ProjectReference").EnumerateArray().ToLookup(IsLinked, Relative);
        return new EvaluatedProject(
            items.GetProperty("PackageReference").EnumerateArray().Select(Text("Identity")).ToDictionary(name => name, name => versions.GetValueOrDefault(name, "")),
            [.. projects[false], .. projects[true]],
            [.. projects[true]]);

        string Relative(JsonElement item) => Path.GetRelativePath(copy.Root, Text("FullPath")(item)).Replace('\\', '/');
    }

    private static bool IsLinked(JsonElement item) =>
        !item.TryGetProperty("ReferenceOutputAssembly", out var linked) || !string.Equals(linked.GetString(), "false", StringComparison.OrdinalIgnoreCase);

    private static Func<JsonElement, string> Text(string name) => item => item.GetProperty(name).GetString()!;
}
