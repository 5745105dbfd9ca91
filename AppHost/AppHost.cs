//-:cnd:noEmit
#if AZURE_HOSTING
using Azure.Provisioning.SignalR;
#endif
//+:cnd:noEmit
using BlazorAspire.Hosting;

var builder = DistributedApplication.CreateBuilder(args);
if (!ReplicaAppOptions.TryRead(builder, args, out var options))
{
    return 1;
}

IResourceBuilder<IResourceWithConnectionString> redis = options.Redis switch
{
    RedisServer.Container => builder.AddRedis("redis"),
    RedisServer.External => builder.AddConnectionString("redis"),
    _ => builder.AddGarnet<Projects.Redis>("redis"),
};

var webapp = builder.AddBlazorReplicas<Projects.WebApp>("webapp", options.Replicas)
    .WithReference(redis)
    .WaitFor(redis)
    .WithEnvironment("Hubs__Backplane", options.Backplane.ToString());

if (options.Backplane == Backplane.AzureSignalR)
{
    IResourceBuilder<IResourceWithConnectionString> signalr = options.HasSignalR
        ? builder.AddConnectionString("signalr")
        //-:cnd:noEmit
#if AZURE_HOSTING
        // One of the free tier takes 20 connections, and three replicas alone have more.
        : builder.AddAzureSignalR("signalr").ConfigureInfrastructure(infrastructure =>
            infrastructure.GetProvisionableResources().OfType<SignalRService>().Single().Sku = new SignalRResourceSku { Name = "Standard_S1", Capacity = 1 });
#else
        : builder.AddSignalREmulator<Projects.SignalREmulator>("signalr");
#endif
    //+:cnd:noEmit
    webapp.WithReference(signalr).WaitFor(signalr);
}

builder.AddBlazorGateway<Projects.Gateway>("gateway", options.Port)
    .WithReference(webapp)
    .WithExternalHttpEndpoints();

builder.Build().Run();
return 0;
