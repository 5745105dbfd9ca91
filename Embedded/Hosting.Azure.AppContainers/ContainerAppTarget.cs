using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Azure.AppContainers;
using Embedded.Hosting.Publish;

namespace Embedded.Hosting.Azure.AppContainers;

/// <summary>Deploys every project and container of the app to one environment.</summary>
internal sealed class ContainerAppTarget(AzureContainerAppEnvironmentResource environment) : IPublishTarget
{
    public async Task PrepareAsync(IResourceCollection resources, CancellationToken cancellationToken)
    {
        foreach (var resource in resources.Where(IsDeployed).ToArray())
        {
            var module = await ContainerAppModule.OfAsync(resource, environment, resources, cancellationToken);
            resource.Annotations.Add(new DeploymentAnnotation(module));
        }
        var registry = new BicepResource($"{environment.Name}-acr", EnvironmentModules.Registry(environment));
        resources.Add(registry);
        environment.Annotations.Add(new DeploymentAnnotation(EnvironmentModules.Environment(environment, registry)));
    }

    private static bool IsDeployed(IResource resource) => resource.Annotations.Any(a => a is IProjectMetadata or ContainerAnnotation);
}
