using BlazorAspire.Circuits.Circuits;
using BlazorAspire.Circuits.Cluster;
using BlazorAspire.Circuits.Replicas;
using BlazorAspire.Circuits.State.Capture;
using BlazorAspire.Circuits.State.Declaration;
using BlazorAspire.Circuits.State.Requests;
using BlazorAspire.Circuits.State.Sessions;
using BlazorAspire.Circuits.State.Stores;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Circuits.State;

internal static class StateExtensions
{
    /// <summary>State that outlives the process: what is marked <see cref="DurableAttribute"/> is saved before the user sees it.</summary>
    /// <exception cref="InvalidOperationException">A property is marked that cannot be saved.</exception>
    public static void AddDurableState(this WebApplicationBuilder builder)
    {
        DurableType.Check(AppAssembly.Of(builder.Environment));
        var services = builder.Services;
        services.AddOptions<StateOptions>().BindConfiguration(StateOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StateOptions>, StateOptionsValidator>();
        services.AddSingleton<StateMetrics>();
        services.AddSingleton<StateSeal>();
        services.AddSingleton<StoreHealth>();
        services.AddSingleton<Arrivals>();
        services.AddSingleton<StateLoader>();
        services.AddSingleton<StateServices>();
        services.AddSingleton<StateSessions>();
        services.AddHostedService(provider => provider.GetRequiredService<StateSessions>());
        services.AddSingleton<BrowserSession>();
        AddStore(builder);

        services.AddScoped(provider => new DurableState(provider.GetRequiredService<LiveCircuits>()));
        services.AddScoped<IComponentActivator, DurableActivator>();
        services.AddScoped<CircuitHandler, StateCircuitHandler>();
    }

    public static void UseDurableState(this IApplicationBuilder app) => app.UseMiddleware<PageState>();

    private static void AddStore(WebApplicationBuilder builder)
    {
        // Also read here, because it decides what is registered; a wrong value is told by the validator.
        var isRedis = builder.Configuration.HasRedis()
            && !string.Equals(builder.Configuration[$"{StateOptions.Section}:{nameof(StateOptions.Store)}"], nameof(StateStoreKind.Memory), StringComparison.OrdinalIgnoreCase);
        if (isRedis)
        {
            builder.Services.AddSingleton<IStateStore, RedisStateStore>();
        }
        else
        {
            builder.Services.AddSingleton<IStateStore, MemoryStateStore>();
        }
    }
}
