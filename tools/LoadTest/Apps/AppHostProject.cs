using System.Reflection;
using System.Runtime.Loader;

namespace BlazorAspire.LoadTest.Apps;

/// <summary>An AppHost project that was built before, loaded into this process: what it starts is started by Aspire's own testing support.</summary>
internal sealed class AppHostProject
{
    /// <summary>The key of the assembly attribute that the AppHost's build writes for each project, followed by the project's path.</summary>
    private const string ProgramPrefix = "program:";
    private const string ProjectFile = "AppHost.csproj";

    private AppHostProject(string file, string configuration, Assembly assembly) => (File, Configuration, Assembly) = (file, configuration, assembly);

    public static Option<string?> PathOption { get; } = Cli.Checked<string?>(
        "--apphost", "FILE", "the AppHost's project; without it that in AppHost, here or in a folder above",
        "Give the path of a project, such as AppHost/AppHost.csproj.", null, (text, out value) => System.IO.File.Exists(value = Path.GetFullPath(text)));

    public static Option<string> ConfigurationOption { get; } = Cli.Checked(
        "--configuration", "NAME", "the configuration whose build output is run", "Use Release or Debug.", "Release",
        (text, out value) => (value = text) is "Release" or "Debug");

    /// <summary>Path of the project.</summary>
    public string File { get; }

    public string Configuration { get; }

    public Assembly Assembly { get; }

    /// <summary>The folder that holds the AppHost's.</summary>
    public string Root => Path.GetDirectoryName(Path.GetDirectoryName(File))!;

    /// <summary>A type of the AppHost, as Aspire's testing support wants it.</summary>
    public Type EntryPoint => Assembly.EntryPoint!.DeclaringType!;

    /// <summary>Where is measured, and what.</summary>
    public string Describe() => $"""
        Machine: {Machine.Describe()}
        Version: {Machine.VersionOf(Assembly)}, {Configuration}

        """;

    public static AppHostProject Load(ParseResult line)
    {
        var configuration = line.GetValue(ConfigurationOption)!;
        var file = line.GetValue(PathOption) ?? FindAbove(Environment.CurrentDirectory) ?? throw new MeasurementException(
            $"'{Path.Combine("AppHost", ProjectFile)}' "
            + $"is neither in '{Environment.CurrentDirectory}' nor in a folder above it. This command starts an app that was made from the template: "
            + "run it in the app's folder, or give its AppHost with --apphost.");
        var program = FindProgram(file, configuration);
        var resolver = new AssemblyDependencyResolver(program);
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            resolver.ResolveAssemblyToPath(name) is { } path ? context.LoadFromAssemblyPath(path) : null;
        try
        {
            return new AppHostProject(file, configuration, AssemblyLoadContext.Default.LoadFromAssemblyPath(program));
        }
        catch (Exception problem) when (problem is BadImageFormatException or FileLoadException)
        {
            throw new MeasurementException(
                $"'{program}' could not be loaded: {problem.Message} Use a version of this tool that is built on the same version of Aspire.", problem);
        }
    }

    /// <summary>The built program of a project that the AppHost refers to, and the folder of that project, where its settings and static files are.</summary>
    public (string File, string Folder) Program(string project)
    {
        var found = Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(attribute =>
            attribute.Key.StartsWith(ProgramPrefix, StringComparison.Ordinal) && Path.GetFileNameWithoutExtension(attribute.Key) == project);
        return found?.Value is { } program
            ? (program, Path.GetDirectoryName(found.Key[ProgramPrefix.Length..])!)
            : throw new MeasurementException($"The AppHost '{File}' refers to no project '{project}', which this benchmark starts.");
    }

    /// <summary>The built program of a project, by its file.</summary>
    public static string FindProgram(string project, string configuration)
    {
        var output = Path.Combine(Path.GetDirectoryName(project)!, "bin", configuration);
        var name = $"{Path.GetFileNameWithoutExtension(project)}.dll";
        var programs = Directory.Exists(output) ? Directory.EnumerateFiles(output, name, SearchOption.AllDirectories) : [];
        return programs.MaxBy(System.IO.File.GetLastWriteTimeUtc)
            ?? throw new MeasurementException($"'{project}' has no '{name}' in '{output}'. Build first: dotnet build -c {configuration}");
    }

    private static string? FindAbove(string? folder)
    {
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Path.Combine(folder, "AppHost", ProjectFile) is var file && System.IO.File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }
}
