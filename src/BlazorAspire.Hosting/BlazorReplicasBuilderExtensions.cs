using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using BlazorAspire.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorAspire.Hosting;

/// <summary>Adds the replicas of a Blazor Server app, and the gateway that keeps each user on one of them.</summary>
public static class BlazorReplicasBuilderExtensions
{
    private const string EndpointName = "http";
    private const string ClusterPage = "cluster";

    /// <summary>
    /// Adds replicas of a Blazor Server app under one parent. Each is a resource of its own, since a gateway that keeps users on their replica needs the address,
    /// the health and the lifetime of each: Aspire's <c>WithReplicas</c> puts a proxy before all of them that picks one at random.
    /// </summary>
    /// <typeparam name="TProject">The app.</typeparam>
    /// <param name="builder">The app model.</param>
    /// <param name="name">Name of the parent. Replicas are named <c>{name}-1</c> and on.</param>
    /// <param name="replicas">Number of replicas, at least 1.</param>
    public static IResourceBuilder<BlazorReplicasResource> AddBlazorReplicas<TProject>(this IDistributedApplicationBuilder builder, [ResourceName] string name, int replicas)
        where TProject : IProjectMetadata, new()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        var parent = builder.AddResource(new BlazorReplicasResource(name));
        // New for each run: nobody but this AppHost can drain a replica.
        var drainKey = RandomNumberGenerator.GetHexString(64, lowercase: true);
        var commands = new ReplicaCommands(parent.Resource, drainKey);

        for (var number = 1; number <= replicas; number++)
        {
            var replicaName = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
            var replica = builder.AddProject<TProject>(replicaName, launchProfileName: null)
                .WithProgram<TProject>()
                // A proxy would accept connections for a replica that is gone, and hold its users there.
                .WithDirectHttp(port: null)
                .WithHttpHealthCheck(ReplicaContract.HealthPath)
                .WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName)
                .WithEnvironment("Replica__Name", replicaName)
                .WithEnvironment("Drain__Key", drainKey)
                .WithParentRelationship(parent)
                .WithDrainAndKill(commands)
                .WithCrashRestart();
            parent.Resource.Add(replica.Resource);
        }

        builder.Eventing.Subscribe<BeforeStartEvent>((_, _) =>
        {
            HandDown(parent.Resource);
            return Task.CompletedTask;
        });
        return parent
            .WithIconName("Stack")
            .WithRollingRestart(commands)
            .WithInitialState(new CustomResourceSnapshot { ResourceType = "BlazorReplicas", State = KnownResourceStates.NotStarted, Properties = [] })
            .OnInitializeResource((resource, initialize, _) => initialize.Notifications.PublishUpdateAsync(resource, snapshot => snapshot with
            {
                State = KnownResourceStates.Running,
                StartTimeStamp = TimeProvider.System.GetUtcNow().UtcDateTime,
                Urls = DashboardLinks(builder, resource),
            }))
            .ExcludeFromManifest();
    }

    /// <summary>
    /// Adds the gateway: it listens on a port of its own, without Aspire's proxy, behind which every client would have the address of this machine.
    /// The app's address is logged when it is healthy.
    /// </summary>
    /// <typeparam name="TProject">The gateway's project.</typeparam>
    /// <param name="builder">The app model.</param>
    /// <param name="name">Name of the resource.</param>
    /// <param name="port">The port that users open; 0 lets Aspire choose one.</param>
    public static IResourceBuilder<ProjectResource> AddBlazorGateway<TProject>(this IDistributedApplicationBuilder builder, [ResourceName] string name, int port)
        where TProject : IProjectMetadata, new() =>
        builder.AddProject<TProject>(name, launchProfileName: null)
            .WithProgram<TProject>()
            .WithDirectHttp(port == 0 ? null : port)
            .WithHttpHealthCheck(ReplicaContract.HealthPath)
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", builder.Environment.EnvironmentName)
            .WithIconName("Router")
            .WithCrashRestart()
            .OnResourceReady((gateway, ready, _) =>
            {
                var address = gateway.GetEndpoint(EndpointName).Url;
                HostingLog.AppReady(ready.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(BlazorReplicasResource).Namespace!), address);
                return Task.CompletedTask;
            });

    /// <summary>Gives the gateway the address of each replica, and the replicas' rolling restart the gateway to ask.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="replicas">The replicas.</param>
    public static IResourceBuilder<ProjectResource> WithReference(this IResourceBuilder<ProjectResource> gateway, IResourceBuilder<BlazorReplicasResource> replicas)
    {
        foreach (var replica in replicas.Resource.Replicas)
        {
            gateway.WithReference(gateway.ApplicationBuilder.CreateResourceBuilder(replica));
        }

        replicas.Resource.Gateway = gateway.Resource;
        return gateway.OnResourceReady((_, ready, _) => ready.Services.GetRequiredService<ResourceNotificationService>().PublishUpdateAsync(replicas.Resource, snapshot => snapshot with
        {
            Urls =
            [
                .. snapshot.Urls.Where(url => url.Name != ClusterPage),
                new UrlSnapshot(ClusterPage, $"{gateway.Resource.HttpEndpoint().Url}/cluster", IsInternal: false) { DisplayProperties = new UrlDisplayPropertiesSnapshot("Cluster page", 1) },
            ],
        }));
    }

    /// <summary>Has a project listen by itself, without Aspire's proxy. No certificate is asked for: the dashboard would miss it on a machine that has none.</summary>
    private static IResourceBuilder<ProjectResource> WithDirectHttp(this IResourceBuilder<ProjectResource> project, int? port) =>
#pragma warning disable ASPIRECERTIFICATES001 // For evaluation purposes only.
        project.WithHttpEndpoint(port, name: EndpointName, isProxied: false).WithoutHttpsCertificate();
#pragma warning restore ASPIRECERTIFICATES001

    internal static EndpointReference HttpEndpoint(this ProjectResource project) => project.GetEndpoint(EndpointName);

    private static void HandDown(BlazorReplicasResource parent)
    {
        foreach (var annotation in parent.Annotations.ToArray())
        {
            foreach (var replica in parent.Replicas)
            {
                if (annotation is EnvironmentCallbackAnnotation environment)
                {
                    // One for each: Aspire keeps what a callback has once given, with the whole environment of the first replica that asked.
                    replica.Annotations.Add(new EnvironmentCallbackAnnotation(environment.Callback));
                }
                else if (annotation is WaitAnnotation or ResourceRelationshipAnnotation)
                {
                    replica.Annotations.Add(annotation);
                }
            }
        }
    }

    /// <summary>The charts of the app's circuits on Aspire's dashboard.</summary>
    private static ImmutableArray<UrlSnapshot> DashboardLinks(IDistributedApplicationBuilder builder, BlazorReplicasResource parent)
    {
        if (builder.Configuration["ASPNETCORE_URLS"]?.Split(';') is not [{ Length: > 0 } dashboard, ..])
        {
            return [];
        }

        var chart = $"{dashboard.TrimEnd('/')}/metrics/resource/{parent.Replicas[0].Name}?meter=Microsoft.AspNetCore.Components.Server.Circuits&instrument=aspnetcore.components.circuit.active&view=Graph";
        return [new UrlSnapshot("circuits", chart, IsInternal: false) { DisplayProperties = new UrlDisplayPropertiesSnapshot("Circuits", 0) }];
    }
}
