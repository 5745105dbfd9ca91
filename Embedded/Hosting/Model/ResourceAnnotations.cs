namespace Aspire.Hosting.ApplicationModel;

internal static class ResourceAnnotations
{
    public static IEnumerable<EndpointAnnotation> Endpoints(this IResource resource) => resource.Annotations.OfType<EndpointAnnotation>();

    public static IEnumerable<IResource> Dependencies(this IResource resource) =>
        resource.Annotations.OfType<DependencyAnnotation>().Select(d => d.Dependency).Distinct();

    public static IEnumerable<IResource> AwaitedDependencies(this IResource resource) =>
        resource.Annotations.OfType<DependencyAnnotation>().Where(d => d.Waits).Select(d => d.Dependency).Distinct();

    public static EndpointAnnotation Endpoint(this IResource resource, string? name) =>
        resource.Endpoints().FirstOrDefault(e => name is null || e.Name == name)
        ?? throw new DistributedApplicationException(
            $"Resource '{resource.Name}' has no endpoint{(name is null ? "" : $" '{name}'")}. Add one with WithHttpEndpoint().");
}
