using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Azure.AppContainers;
using Embedded.Hosting.Azure.AppContainers;
using Embedded.Hosting.Publish;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>Adds Azure Container Apps to the app model.</summary>
public static class AzureContainerAppExtensions
{
    /// <summary>Adds the environment that projects and containers are deployed to.</summary>
    /// <param name="builder">The app model.</param>
    /// <param name="name">The resource's name.</param>
    public static IResourceBuilder<AzureContainerAppEnvironmentResource> AddAzureContainerAppEnvironment(this IDistributedApplicationBuilder builder, string name)
    {
        var environment = new AzureContainerAppEnvironmentResource(name);
        builder.Services.AddSingleton<IPublishTarget>(new ContainerAppTarget(environment));
        return builder.AddResource(environment);
    }
}
