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

//#if (emulator)
if (options.Backplane == Backplane.AzureSignalR)
{
    var signalr = options.HasSignalR ? builder.AddConnectionString("signalr") : builder.AddSignalRService("signalr");
    webapp.WithReference(signalr).WaitFor(signalr);
}

//#endif
builder.AddBlazorGateway<Projects.Gateway>("gateway", options.Port)
    .WithReference(webapp)
    .WithExternalHttpEndpoints();

builder.Build().Run();
return 0;
