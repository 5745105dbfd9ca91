using Aspire.Hosting.ApplicationModel;

namespace Embedded.Hosting.Publish;

/// <summary>The environment of a resource where it is deployed. Its values are the manifest's expressions.</summary>
internal static class PublishedEnvironment
{
    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(IResource resource, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, string>();
        foreach (var annotation in resource.Annotations.OfType<EnvironmentAnnotation>())
        {
            await annotation.ApplyAsync(variables, cancellationToken);
        }
        return variables;
    }

    /// <summary>What every project is told.</summary>
    public static void SetProject(IResource project, IDictionary<string, string> variables)
    {
        // The platform's ingress ends TLS, and nothing else reaches the port.
        variables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
        variables["OTEL_SERVICE_NAME"] = project.Name;
        variables["HTTP_PORTS"] = $"{{{project.Name}.bindings.http.targetPort}}";
    }
}
