using BlazorAspire.Circuits.Admission;
using BlazorAspire.Circuits.Cluster;
using BlazorAspire.Circuits.Latency;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Circuits.Circuits;

internal static class CircuitExtensions
{
    /// <summary>Circuits that belong to one browser and user, and can be resumed on another replica.</summary>
    public static void AddCircuits(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<CircuitMetrics>();
        services.AddSingleton<LiveCircuits>();
        services.AddSingleton<CircuitSender>();
        services.AddScoped(provider => new CircuitTracker(provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<CircuitTracker>());
        services.AddSingleton<CircuitMemory>();
        services.AddHostedService<CircuitMemoryCollector>();
        services.AddSingleton<CircuitGauges>();
        services.AddSingleton<TransportWatch>();
        services.AddSingleton<UserLatency>();
        services.AddSingleton<CircuitHubFilter>();
        services.AddSignalR(options => options.AddFilter<CircuitHubFilter>());
        new BlazorHub(services).AddHubOptions(options =>
            options.MaximumReceiveMessageSize = builder.Configuration.GetValue($"{CapacityOptions.Section}:{nameof(CapacityOptions.MaxMessageSize)}", new CapacityOptions().MaxMessageSize));
        services.AddSingleton(typeof(HubLifetimeManager<>), typeof(CircuitHubLifetimeManager<>));
        services.AddOptions<CircuitOptions>().Configure<IOptions<CapacityOptions>>((options, capacity) => options.DisconnectedCircuitMaxRetained = capacity.Value.MaxDisconnected);
        if (builder.Configuration.HasRedis())
        {
            services.AddSingleton<PausedCircuits>();
            services.AddHostedService(provider => provider.GetRequiredService<PausedCircuits>());
            services.AddSingleton<ResumableCircuits>();
            services.AddSingleton<CircuitCache>();
            services.AddSingleton<CircuitKeeper>();
            services.AddOptions<CircuitOptions>().Configure<CircuitCache>((options, cache) => options.HybridPersistenceCache = cache);
        }
    }

    /// <summary>The framework's way to the options of its hub, whose type is internal; <c>AddServerSideBlazor</c> would add its services a second time.</summary>
    private sealed record BlazorHub(IServiceCollection Services) : IServerSideBlazorBuilder;

    public static void UseCircuits(this IApplicationBuilder app)
    {
        // They are observed and never called, so nobody else asks for them.
        _ = app.ApplicationServices.GetRequiredService<CircuitGauges>();
        app.UseMiddleware<DisconnectGuard>();
    }
}
