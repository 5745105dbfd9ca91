using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Azure.SignalR;
using Embedded.Hosting.Publish;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>Adds Azure SignalR to the app model.</summary>
public static class AzureSignalRExtensions
{
    /// <summary>Adds an Azure SignalR service in its default mode.</summary>
    /// <param name="builder">The app model.</param>
    /// <param name="name">The resource's name; others reach it by <c>ConnectionStrings__{name}</c>.</param>
    public static IResourceBuilder<AzureSignalRResource> AddAzureSignalR(this IDistributedApplicationBuilder builder, string name)
    {
        var resource = new AzureSignalRResource(name);
        // The service has no keys: who may use it is an identity with a role.
        resource.Annotations.Add(new ConnectionExpressionAnnotation($"Endpoint=https://{{{name}.outputs.hostName}};AuthType=azure"));
        builder.Services.AddSingleton<IPublishTarget>(new SignalRModules(resource));
        return builder.AddResource(resource);
    }
}
