using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Testing;

/// <summary>Reaches the resources of a running app.</summary>
public static class DistributedApplicationHostingTestingExtensions
{
    /// <summary>Gives a client whose base address is an endpoint of a resource.</summary>
    public static HttpClient CreateHttpClient(this DistributedApplication app, string resourceName, string? endpointName = null) =>
        new() { BaseAddress = app.GetEndpoint(resourceName, endpointName) };

    /// <summary>Gives the address of an endpoint; by default of the first.</summary>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = null) =>
        new(Find(app, resourceName).Endpoint(endpointName).Url);

    /// <summary>Gives the connection string of a resource.</summary>
    /// <exception cref="ArgumentException">There is no such resource, or it has none.</exception>
    public static ValueTask<string?> GetConnectionStringAsync(this DistributedApplication app, string resourceName, CancellationToken cancellationToken = default) =>
        Find(app, resourceName) is IResourceWithConnectionString resource
            ? resource.GetConnectionStringAsync(cancellationToken)
            : throw new ArgumentException($"Resource '{resourceName}' has no connection string.", nameof(resourceName));

    private static IResource Find(DistributedApplication app, string name)
    {
        var resources = app.Services.GetRequiredService<IResourceCollection>();
        return resources.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no resource '{name}'. Known: {string.Join(", ", resources.Select(r => r.Name))}.", nameof(name));
    }
}
