using System.Text.RegularExpressions;

namespace BlazorAspire.Tests.Template;

/// <summary>What <c>dotnet new</c> made.</summary>
internal sealed partial record GeneratedApp(string Name, string Root)
{
    private static readonly string[] Pictures = [".png", ".svg", ".nupkg"];

    /// <summary>Paths below the app's folder, with slashes.</summary>
    public IReadOnlyList<string> Files { get; } =
        [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>Files that a person reads.</summary>
    public IEnumerable<string> Texts => Files.Where(file => !Pictures.Contains(Path.GetExtension(file)));

    public IEnumerable<string> Projects => Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal));

    public IEnumerable<string> ProjectsOfTheSolution => SolutionProject().Matches(Read($"{Name}.slnx")).Select(project => project.Groups["path"].Value);

    public string PathOf(string file) => Path.Combine(Root, file);

    public string Read(string file) => File.ReadAllText(PathOf(file));

    public bool Has(string folder) => Files.Any(file => file.StartsWith($"{folder}/", StringComparison.Ordinal));

    [GeneratedRegex("<Project Path=\"(?<path>[^\"]*)\"")]
    private static partial Regex SolutionProject();
}
