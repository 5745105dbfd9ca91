// The probes are the only way to have them ask the port that the image listens on.
#pragma warning disable ASPIREPROBES001
using System.Globalization;
using Aspire.Hosting.Azure;
using Azure.Provisioning;
using Azure.Provisioning.AppContainers;
using Azure.Provisioning.Primitives;
using Azure.Provisioning.SignalR;

namespace BlazorAspire.AppHost.Deploy;

/// <summary>Publishes the app to Azure Container Apps: the aspire profile's file. Its twin of the embedded profile stands beside it.</summary>
internal static class ContainerApps
{
    // The stable versions do not know the environment's telemetry agent.
    private const string VersionWithTelemetry = "2025-10-02-preview";

    public static void PublishToContainerApps(
        this IResourceBuilder<ProjectResource> webapp, IResourceBuilder<RedisResource> redis, IResourceBuilder<AzureSignalRResource>? signalr, DeploySettings settings)
    {
        var environment = webapp.ApplicationBuilder.AddAzureContainerAppEnvironment("env");
        if (settings.ApplicationInsights)
        {
            var connection = webapp.ApplicationBuilder.AddParameter("applicationinsights-connection", secret: true);
            environment.WithDashboard(false).ConfigureInfrastructure(infrastructure => SendTelemetry(infrastructure, connection));
        }
        foreach (var probe in settings.Probes)
        {
            webapp.WithHttpProbe(Kind(probe), probe.Path, periodSeconds: probe.PeriodSeconds, timeoutSeconds: probe.TimeoutSeconds, failureThreshold: probe.FailureThreshold);
        }
        webapp.PublishAsAzureContainerApp((_, app) => Shape(app, settings));
        // Two of them would not know of each other's keys.
        redis.PublishAsAzureContainerApp((_, app) => app.Template.Scale = new ContainerAppScale { MinReplicas = 1, MaxReplicas = 1 });
        signalr?.ConfigureInfrastructure(infrastructure => infrastructure.GetProvisionableResources().OfType<SignalRService>().Single().Sku =
            new SignalRResourceSku { Name = "Standard_S1", Capacity = settings.SignalRUnits });
    }

    private static void Shape(ContainerApp app, DeploySettings settings)
    {
        // Two revisions would share the users between two versions of the app, and affinity is not to be had with them.
        app.Configuration.ActiveRevisionsMode = ContainerAppActiveRevisionsMode.Single;
        app.Configuration.Ingress.StickySessionsAffinity = StickySessionAffinity.Sticky;
        app.Template.TerminationGracePeriodSeconds = (long)settings.GracePeriod.TotalSeconds;
        app.Template.Containers[0].Value!.Resources = new AppContainerResources { Cpu = (double)settings.Cpu, Memory = settings.Memory };
        app.Template.Scale = new ContainerAppScale
        {
            MinReplicas = settings.MinReplicas,
            MaxReplicas = settings.MaxReplicas,
            Rules =
            [
                new ContainerAppScaleRule
                {
                    Name = "requests",
                    Http = new ContainerAppHttpScaleRule
                    {
                        Metadata = { ["concurrentRequests"] = settings.ConcurrentRequests.ToString(CultureInfo.InvariantCulture) },
                    },
                },
            ],
        };
    }

    private static void SendTelemetry(AzureResourceInfrastructure infrastructure, IResourceBuilder<ParameterResource> connection)
    {
        var environment = infrastructure.GetProvisionableResources().OfType<ContainerAppManagedEnvironment>().Single();
        environment.ResourceVersion = VersionWithTelemetry;
        BicepValue<string> connectionString = connection.AsProvisioningParameter(infrastructure);
        Set(environment, "AppInsightsConnectionString", connectionString, "appInsightsConfiguration", "connectionString");
        // Application Insights takes no metrics from the agent.
        Set(environment, "TraceDestinations", new BicepList<string> { "appInsights" }, "openTelemetryConfiguration", "tracesConfiguration", "destinations");
        Set(environment, "LogDestinations", new BicepList<string> { "appInsights" }, "openTelemetryConfiguration", "logsConfiguration", "destinations");
    }

    // The package has no properties for these.
    private static void Set(ContainerAppManagedEnvironment environment, string name, IBicepValue value, params string[] path)
    {
        value.Self = new BicepValueReference(environment, name, ["properties", .. path]);
        environment.ProvisionableProperties[name] = value;
    }

    private static ProbeType Kind(DeployProbe probe) => probe.Kind switch
    {
        DeployProbeKind.Startup => ProbeType.Startup,
        DeployProbeKind.Liveness => ProbeType.Liveness,
        _ => ProbeType.Readiness,
    };
}
