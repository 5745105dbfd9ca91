using Microsoft.Extensions.DependencyInjection.Extensions;
using Yarp.ReverseProxy.Health;

namespace BlazorAspire.Gateway.Health;

internal static class HealthExtensions
{
    public static WebApplicationBuilder AddHealth(this WebApplicationBuilder builder)
    {
        builder.AddSettings<HealthOptions>(HealthOptions.Section, HealthOptions.Check);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ReplicaHealth>();
        builder.Services.AddSingleton<IActiveHealthCheckPolicy, ReplicaStatePolicy>();
        builder.Services.AddHostedService<FirstProbe>();
        builder.Services.AddHealthChecks().AddCheck<ReplicasHealthCheck>("replicas");
        return builder;
    }
}
