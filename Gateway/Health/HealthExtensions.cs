using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BlazorAspire.Gateway.Health;

internal static class HealthExtensions
{
    public static WebApplicationBuilder AddHealth(this WebApplicationBuilder builder)
    {
        builder.AddSettings<HealthOptions>(HealthOptions.Section, HealthOptions.Check);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ReplicaHealth>();
        builder.Services.AddSingleton<IReplicaProbe, HttpReplicaProbe>();
        builder.Services.AddSingleton<ReplicaProber>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ReplicaProber>());
        builder.Services.AddHealthChecks().AddCheck<ReplicasHealthCheck>("replicas");
        return builder;
    }
}
