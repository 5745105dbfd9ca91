using System.Reflection;

namespace BlazorAspire.LoadTest.Processes;

/// <summary>The folder that holds the projects.</summary>
/// <param name="Configuration">The one whose build output is run.</param>
internal sealed record SourceTree(string Root, string Configuration = "Debug")
{
    /// <summary>The configuration is that of this program: <c>dotnet run -c Release</c> measures what was built so.</summary>
    public static SourceTree Find() => FindRoot() with { Configuration = OwnConfiguration };

    private static string OwnConfiguration => typeof(SourceTree).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Debug";

    private static SourceTree FindRoot() =>
        Above(AppContext.BaseDirectory) ?? Above(Environment.CurrentDirectory) ?? throw new MeasurementException(
            $"'AppHost/AppHost.csproj' is neither in '{Environment.CurrentDirectory}' nor in a folder above it. Run the command in the folder of the solution.");

    public static SourceTree? Above(string folder)
    {
        for (var candidate = new DirectoryInfo(folder); candidate is not null; candidate = candidate.Parent)
        {
            if (File.Exists(Path.Combine(candidate.FullName, "AppHost", "AppHost.csproj")))
            {
                return new SourceTree(candidate.FullName);
            }
        }
        return null;
    }

    public string OutputFolder(string project) => Path.Combine(Root, project, "bin", Configuration);

    /// <summary>The built program of a project, which <see cref="RequireBuilt"/> has found.</summary>
    public string Program(string project) =>
        Directory.EnumerateFiles(OutputFolder(project), ProgramName(project), SearchOption.AllDirectories).OrderByDescending(File.GetLastWriteTimeUtc).First();

    /// <summary>Fails unless each project has been built in that configuration.</summary>
    public void RequireBuilt(params string[] projects)
    {
        if (projects.FirstOrDefault(p => !IsBuilt(p)) is { } missing)
        {
            throw new MeasurementException($"Project '{missing}' has no build output in '{OutputFolder(missing)}'. Build first: dotnet build -c {Configuration}");
        }
    }

    private bool IsBuilt(string project) =>
        Directory.Exists(OutputFolder(project)) && Directory.EnumerateFiles(OutputFolder(project), ProgramName(project), SearchOption.AllDirectories).Any();

    private static string ProgramName(string project) => $"{Path.GetFileName(project)}.dll";
}
