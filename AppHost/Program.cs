using BlazorAspire.AppHost;

var builder = DistributedApplication.CreateBuilder(args);

if (!AppHostOptions.TryRead(args, builder.Configuration, out var options, out var problem))
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

    var gateway = builder.AddProject<Projects.Gateway>("gateway", launchProfileName: null)
        .WithHttpEndpoint(options.Port)
        .WithExternalHttpEndpoints()
        .WithHttpHealthCheck("/health")
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", environment);

    foreach (var name in options.ReplicaNames)
    {
        var replica = builder.AddProject<Projects.WebApp>(name, launchProfileName: null)
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/health")
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", environment)
            .WithEnvironment("Replica__Name", name)
            .WithReference(redis)
            .WaitFor(redis);

        gateway.WithReference(replica);
    }
}

builder.Build().Run();
