using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Processes;
using Embedded.Hosting.Publish;

namespace Aspire.Hosting;

/// <summary>Adds .NET projects to the app model.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a project. It is started from its build output, by the .NET host that runs the AppHost.</summary>
    /// <param name="builder">The app model.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="launchProfileName">The launch profile to take settings from. The embedded profile knows none, so it must be null.</param>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name, string? launchProfileName)
        where TProject : IProjectMetadata, new()
    {
        if (launchProfileName is not null)
        {
            throw new DistributedApplicationException(
                $"Resource '{name}' names launch profile '{launchProfileName}', which the embedded profile does not read. Pass null, and set what it needs with WithEnvironment and WithHttpEndpoint.");
        }
        var project = new TProject();
        var resource = new ProjectResource(name);
        resource.Annotations.Add(project);
        resource.Annotations.Add(new LaunchAnnotation(context => ProjectProcess.Describe(resource, project, context)));
        resource.Annotations.Add(new EnvironmentAnnotation((variables, _) =>
        {
            if (builder.ExecutionContext.IsPublishMode)
            {
                PublishedEnvironment.SetProject(resource, variables);
            }
            else
            {
                ProjectProcess.SetEnvironment(resource, variables);
            }
            return ValueTask.CompletedTask;
        }));
        return builder.AddResource(resource);
    }
}
