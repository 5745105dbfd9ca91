using System.Text.RegularExpressions;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Template;

/// <summary>What <c>dotnet new</c> made.</summary>
internal sealed partial record GeneratedApp(string Name, string Root)
{
    // Builds everything anew, and starts apps and browsers.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>Paths below the app's folder, with slashes.</summary>
    public IReadOnlyList<string> Files { get; } =
        [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public IEnumerable<string> Projects => Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal));

    public IEnumerable<string> ProjectsOfTheSolution => SolutionProject().Matches(Read($"{Name}.sln")).Select(project => project.Groups["path"].Value.Replace('\\', '/'));

    public string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public bool Has(string folder) => Files.Any(file => file.StartsWith($"{folder}/", StringComparison.Ordinal));

    public async Task<string> DotnetAsync(params string[] arguments) => (await Command.RunAsync(Command.Dotnet, arguments, Root, longest: Patience)).MustSucceed().Output;

    [GeneratedRegex("""^Project\("[^"]*"\) = "[^"]*", "(?<path>[^"]*)",""", RegexOptions.Multiline)]
    private static partial Regex SolutionProject();
}
