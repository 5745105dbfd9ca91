using BlazorAspire.WebApp.Cluster;
using BlazorAspire.WebApp.Latency;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.SignalR;

namespace BlazorAspire.WebApp.Circuits;

internal static class CircuitExtensions
{
    /// <summary>Circuits that belong to one browser and user, and can be resumed on another replica.</summary>
    public static void AddCircuits(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<CircuitMetrics>();
        services.AddSingleton<LiveCircuits>();
        services.AddSingleton<CircuitMemory>();
        services.AddSingleton<UserLatency>();
        services.AddSingleton<CircuitHubFilter>();
        services.AddSignalR(options => options.AddFilter<CircuitHubFilter>());
        services.AddSingleton(typeof(HubLifetimeManager<>), typeof(CircuitHubLifetimeManager<>));
        if (builder.Configuration.HasRedis())
        {
            services.AddSingleton<CircuitCache>();
            services.AddOptions<CircuitOptions>().Configure<CircuitCache>((options, cache) => options.HybridPersistenceCache = cache);
        }
    }

    public static void UseCircuits(this IApplicationBuilder app) => app.UseMiddleware<DisconnectGuard>();
}
