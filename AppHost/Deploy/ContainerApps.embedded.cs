using Embedded.Hosting.Azure.AppContainers;

namespace BlazorAspire.AppHost.Deploy;

/// <summary>Publishes the app to Azure Container Apps: the embedded profile's file. Its twin of the aspire profile stands beside it.</summary>
internal static class ContainerApps
{
    public static void PublishToContainerApps(
        this IResourceBuilder<ProjectResource> webapp, IResourceBuilder<RedisResource> redis, IResourceBuilder<AzureSignalRResource>? signalr, DeploySettings settings)
    {
        var environment = webapp.ApplicationBuilder.AddAzureContainerAppEnvironment("env");
        if (settings.ApplicationInsights)
        {
            environment.Resource.ApplicationInsights = webapp.ApplicationBuilder.AddParameter("applicationinsights-connection", secret: true).Resource;
        }
        webapp.WithContainerApp(new ContainerAppShape
        {
            IsSticky = true,
            Cpu = settings.Cpu,
            Memory = settings.Memory,
            MinReplicas = settings.MinReplicas,
            MaxReplicas = settings.MaxReplicas,
            ConcurrentRequests = settings.ConcurrentRequests,
            GraceSeconds = (int)settings.GracePeriod.TotalSeconds,
            Probes = [.. settings.Probes.Select(p => new ContainerAppProbe(p.Kind.ToString(), p.Path, p.PeriodSeconds, p.TimeoutSeconds, p.FailureThreshold))],
        });
        // Two of them would not know of each other's keys.
        redis.WithContainerApp(new ContainerAppShape { MinReplicas = 1, MaxReplicas = 1 });
        signalr?.Resource.Units = settings.SignalRUnits;
    }
}
