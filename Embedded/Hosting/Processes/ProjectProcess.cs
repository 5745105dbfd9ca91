using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Embedded.Hosting.Processes;

/// <summary>The process of a project: its build output, run in the project's folder.</summary>
internal static class ProjectProcess
{
    public static ProcessSpec Describe(IResource resource, IProjectMetadata project, LaunchContext context)
    {
        var output = context.Metadata($"project-output:{project.ProjectPath}")
            ?? throw new DistributedApplicationException(
                $"Resource '{resource.Name}': the AppHost does not reference '{project.ProjectPath}'. Add a ProjectReference to its project file.");
        return Describe(resource, output, Path.GetDirectoryName(project.ProjectPath)!, context);
    }

    public static ProcessSpec Describe(IResource resource, string output, string workingDirectory, LaunchContext context) => File.Exists(output)
        ? new ProcessSpec(context.DotnetHost, [output], workingDirectory)
        : throw new DistributedApplicationException(
            $"Resource '{resource.Name}': '{output}' does not exist, because its project is not built. Run the AppHost without --no-build.");

    public static void SetEnvironment(IResource resource, IDictionary<string, string> variables)
    {
        var urls = string.Join(';', resource.Endpoints().Select(e => e.Url));
        if (urls.Length > 0)
        {
            variables["ASPNETCORE_URLS"] = urls;
        }
        variables["OTEL_SERVICE_NAME"] = resource.Name;
        variables["OTEL_RESOURCE_ATTRIBUTES"] = string.Create(CultureInfo.InvariantCulture, $"service.instance.id={Guid.NewGuid():n}");
        variables["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
        // A person who watches the log should not have to wait for it.
        variables["OTEL_BLRP_SCHEDULE_DELAY"] = "100";
        variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
        variables["Logging__Console__FormatterName"] = "simple";
        variables["Logging__Console__FormatterOptions__SingleLine"] = "true";
    }
}
