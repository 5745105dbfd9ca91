//-:cnd:noEmit
#if AZURE_HOSTING
using Azure.Provisioning.SignalR;

/// <summary>Azure SignalR Service in your Azure subscription.</summary>
internal static class SignalRServiceExtensions
{
    // One unit of the free tier takes 20 connections, and three replicas alone have more.
    private static readonly SignalRResourceSku Sku = new() { Name = "Standard_S1", Capacity = 1 };

    public static IResourceBuilder<IResourceWithConnectionString> AddSignalRService(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddAzureSignalR(name).ConfigureInfrastructure(infrastructure =>
            infrastructure.GetProvisionableResources().OfType<SignalRService>().Single().Sku = Sku);
}
#else
using BlazorAspire.Hosting;

/// <summary>Azure SignalR Service on this machine.</summary>
internal static class SignalRServiceExtensions
{
    public static IResourceBuilder<IResourceWithConnectionString> AddSignalRService(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddSignalREmulator<Projects.SignalREmulator>(name);
}
#endif
//+:cnd:noEmit
