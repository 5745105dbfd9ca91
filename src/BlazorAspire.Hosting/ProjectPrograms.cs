using System.Reflection;

namespace BlazorAspire.Hosting;

/// <summary>Starts a project's built program instead of <c>dotnet run</c>, which would stay beside it as a second process of more than 100 MB.</summary>
internal static class ProjectPrograms
{
    /// <summary>The key of the assembly attribute that the AppHost's build writes for each project, followed by the project's path.</summary>
    private const string KeyPrefix = "program:";

    /// <summary>Has a project resource start as one process: <c>dotnet WebApp.dll</c>. An IDE and <c>dotnet watch</c> start it in their own way.</summary>
    public static IResourceBuilder<ProjectResource> WithProgram<TProject>(this IResourceBuilder<ProjectResource> project)
        where TProject : IProjectMetadata, new()
    {
        var builder = project.ApplicationBuilder;
        if (!builder.ExecutionContext.IsRunMode || IsWatched(builder) || Find(builder, new TProject()) is not { } program)
        {
            return project;
        }

#pragma warning disable ASPIREEXTENSION001 // For evaluation purposes only. The alternative is an executable resource, which an IDE cannot debug.
        return project.WithLaunchToolArgs(context => context.Args.Add(program), KnownLaunchConfigurationTypes.Project, showInCommandLine: false);
#pragma warning restore ASPIREEXTENSION001
    }

    /// <summary>Whether <c>dotnet watch</c> started the AppHost. It says so with a 1.</summary>
    private static bool IsWatched(IDistributedApplicationBuilder builder) => builder.Configuration["DOTNET_WATCH"] is "1" or "true";

    /// <summary>The arguments of <c>dotnet</c> that start a project.</summary>
    public static string[] Arguments<TProject>(IDistributedApplicationBuilder builder)
        where TProject : IProjectMetadata, new()
    {
        var project = new TProject();
        return Find(builder, project) is { } program ? [program] : ["run", "--project", project.ProjectPath, "--no-launch-profile"];
    }

    private static string? Find(IDistributedApplicationBuilder builder, IProjectMetadata project)
    {
        var program = builder.AppHostAssembly?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(attribute => attribute.Key == KeyPrefix + project.ProjectPath)?.Value;
        return File.Exists(program) ? program : null;
    }
}
