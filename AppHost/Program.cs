using BlazorAspire.AppHost;
using BlazorAspire.AppHost.Commands;
using BlazorAspire.AppHost.Deploy;

var builder = DistributedApplication.CreateBuilder(args);

if (!AppHostOptions.TryRead(args, builder.Configuration, out var options, out var problem, isPublished: builder.ExecutionContext.IsPublishMode)
    || !DeploySettings.TryRead(builder.Configuration, out var deploy, out problem))
{
    Console.Error.WriteLine(problem);
    Environment.ExitCode = 1;
    return;
}

var redis = builder.AddRedis("redis");

if (builder.ExecutionContext.IsPublishMode)
{
    // In the cloud the platform scales one app, and its ingress keeps users on their replica.
    var signalr = options.Backplane == Backplane.AzureSignalR ? builder.AddAzureSignalR("signalr") : null;

    builder.AddProject<Projects.WebApp>("webapp", launchProfileName: null)
        .WithHttpEndpoint()
        .WithExternalHttpEndpoints()
        .WithHttpHealthCheck("/health")
        .WithReference(redis)
        .WaitFor(redis)
        .WithBackplane(options.Backplane, signalr)
        .WithDrainTimes(deploy)
        .PublishToContainerApps(redis, signalr, deploy);
}
else
{
    var environment = builder.Environment.EnvironmentName;
    var fleet = new Fleet();
    var ports = FreePorts.Take(options.Replicas + 1);
    var emulator = options.Backplane == Backplane.AzureSignalR ? SignalREmulator.AddTo(builder, ports[^1]) : null;

    var gateway = builder.AddProject<Projects.Gateway>("gateway", launchProfileName: null)
        .WithHttpEndpoint(options.Port)
        .WithExternalHttpEndpoints()
        .WithHttpHealthCheck("/health")
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", environment)
        .WithRollingRestart(fleet);

    foreach (var (name, port) in options.ReplicaNames.Zip(ports))
    {
        var replica = builder.AddProject<Projects.WebApp>(name, launchProfileName: null)
            // A proxy would accept connections for a replica that is gone, and hold its users there.
            .WithHttpEndpoint(port, isProxied: false)
            .WithHttpHealthCheck("/health")
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", environment)
            .WithEnvironment("Replica__Name", name)
            .WithReference(redis)
            .WaitFor(redis)
            .WithBackplane(options.Backplane)
            .WithSignalREmulator(emulator)
            .WithDrain(fleet);

        gateway.WithReference(replica);
    }
}

builder.Build().Run();
