using BlazorAspire.Circuits.Cluster;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.SignalR;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Circuits.Hubs.AzureSignalR;

internal static class ServiceExtensions
{
    /// <summary>Clients of every hub connect to the service. Circuits stay on the replica of their page: the service sends them there.</summary>
    public static void AddSignalRService(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<ServiceSettings>(ServiceSettings.Section, ServiceSettings.FindProblem);
        services.AddSettings<ServiceShutdownSettings>(ServiceShutdownSettings.Section, ServiceShutdownSettings.FindProblem);
        services.AddSingleton<IValidateOptions<ServiceSettings>, ServiceAddressValidator>();
        var connectionString = ServiceAddress.ConnectionString(builder.Configuration);
        services.AddSignalR().AddAzureSignalR(options => options.ConnectionString = connectionString);
        services.AddOptions<ServiceOptions>().Configure<IOptions<ServiceSettings>, IOptions<ServiceShutdownSettings>>((options, settings, shutdown) =>
        {
            settings.Value.Apply(options);
            shutdown.Value.Apply(options);
        });
        services.KeepCircuitGate();
    }

    public static void UseSignalRService(this WebApplication app)
    {
        if (app.Configuration.HasSignalRService())
        {
            app.UseMiddleware<SessionHandOver>();
        }
    }

    /// <summary>What the package has registered sends, and what circuits need stands before it.</summary>
    private static void KeepCircuitGate(this IServiceCollection services)
    {
        var registered = services.Last(service => service.ServiceType == typeof(HubLifetimeManager<>)).ImplementationType!;
        services.AddSingleton(registered);
        services.AddSingleton(new ServiceManagerType(registered));
        services.AddSingleton(typeof(HubLifetimeManager<>), typeof(ServiceHubLifetimeManager<>));
    }
}
