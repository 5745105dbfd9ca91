namespace BlazorAspire.LoadTest.Processes;

/// <summary>The folder that holds the projects.</summary>
internal sealed record SourceTree(string Root)
{
    public static SourceTree Find() =>
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

    public string OutputFolder(string project) => Path.Combine(Root, project, "bin", "Debug");

    /// <summary>Fails unless each project has been built as <c>dotnet run</c> wants it, in the Debug configuration.</summary>
    public void RequireBuilt(params string[] projects)
    {
        if (projects.FirstOrDefault(p => !IsBuilt(p)) is { } missing)
        {
            throw new MeasurementException($"Project '{missing}' has no build output in '{OutputFolder(missing)}'. Build first: dotnet build");
        }
    }

    private bool IsBuilt(string project) =>
        Directory.Exists(OutputFolder(project)) && Directory.EnumerateFiles(OutputFolder(project), $"{project}.dll", SearchOption.AllDirectories).Any();
}
