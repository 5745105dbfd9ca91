using Embedded.AzureSignalR;
using Embedded.AzureSignalR.Hubs;
using Embedded.AzureSignalR.Negotiation;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.SignalR;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

public static class AzureSignalRDependencyInjectionExtensions
{
    /// <summary>Lets the clients of every hub, and of Blazor's own, connect to the service, which passes on what they and this server say.</summary>
    /// <param name="builder">SignalR.</param>
    /// <param name="configure">Sets the options.</param>
    public static ISignalRServerBuilder AddAzureSignalR(this ISignalRServerBuilder builder, Action<ServiceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.Configure(configure);
        services.AddSingleton<IValidateOptions<ServiceOptions>, ServiceOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ServiceAddress>();
        services.TryAddSingleton<ServiceHubs>();
        services.TryAddSingleton<Negotiator>();
        services.AddSingleton(typeof(HubLifetimeManager<>), typeof(ServiceLifetimeManager<>));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, NegotiatePolicy>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, ConnectAtStart>());
        services.AddHostedService<Departure>();
        services.AddHealthChecks();
        services.AddSingleton<ServiceHealth>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<HealthCheckServiceOptions>, ServiceHealthRegistration>());
        return builder;
    }
}
