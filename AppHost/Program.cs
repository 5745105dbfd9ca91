using BlazorAspire.AppHost;
using BlazorAspire.AppHost.Commands;

var builder = DistributedApplication.CreateBuilder(args);

// A deployment tool may pass options that are newer than this app, and a deployment uses none of ours.
if (!AppHostOptions.TryRead(builder.ExecutionContext.IsPublishMode ? [] : args, builder.Configuration, out var options, out var problem))
{
    Console.Error.WriteLine(problem);
    Environment.ExitCode = 1;
    return;
}

var redis = builder.AddRedis("redis");

if (builder.ExecutionContext.IsPublishMode)
{
    // In the cloud the platform scales one app, and its ingress keeps users on their replica.
    builder.AddProject<Projects.WebApp>("webapp", launchProfileName: null)
        .WithHttpEndpoint()
        .WithExternalHttpEndpoints()
        .WithHttpHealthCheck("/health")
        .WithReference(redis)
        .WaitFor(redis);
}
else
{
    var environment = builder.Environment.EnvironmentName;
    var fleet = new Fleet();

    var gateway = builder.AddProject<Projects.Gateway>("gateway", launchProfileName: null)
        .WithHttpEndpoint(options.Port)
        .WithExternalHttpEndpoints()
        .WithHttpHealthCheck("/health")
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", environment)
        .WithRollingRestart(fleet);

    foreach (var (name, port) in options.ReplicaNames.Zip(FreePorts.Take(options.Replicas)))
    {
        var replica = builder.AddProject<Projects.WebApp>(name, launchProfileName: null)
            // A proxy would accept connections for a replica that is gone, and hold its users there.
            .WithHttpEndpoint(port, isProxied: false)
            .WithHttpHealthCheck("/health")
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", environment)
            .WithEnvironment("Replica__Name", name)
            .WithReference(redis)
            .WaitFor(redis)
            .WithDrain(fleet);

        gateway.WithReference(replica);
    }
}

builder.Build().Run();
