using BlazorAspire.Circuits.Cluster;
using BlazorAspire.Circuits.Hubs.AzureSignalR;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.StackExchangeRedis;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace BlazorAspire.Circuits.Hubs;

/// <summary>
/// The app's own hubs, by Redis or Azure SignalR one hub over all replicas. By Redis each is registered by name: <c>AddStackExchangeRedis()</c> would take Blazor's hub
/// too, which needs no other replica and would end with Redis.
/// </summary>
internal static class AppHubs
{
    public static void AddAppHubs(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.HasSignalRService())
        {
            builder.AddSignalRService();
            return;
        }

        builder.Services.AddSignalR();
        if (builder.Configuration.HasBackplane())
        {
            // A connection of its own, made as the other one is: what the app configures for Redis counts for both.
            builder.Services.AddOptions<RedisOptions>().Configure<IOptionsMonitor<ConfigurationOptions>>((options, redis) => options.Configuration = redis.CurrentValue.Clone());
        }
    }

    /// <param name="builder">The app.</param>
    /// <param name="name">Clients find the hub at <c>/hubs/NAME</c>, which the gateway keeps on one replica.</param>
    public static void AddAppHub<THub>(this WebApplicationBuilder builder, string name)
        where THub : Hub
    {
        builder.Services.AddSingleton(new AppHub(app => app.MapHub<THub>($"{HubPaths.OfTheApp}/{name}")));
        if (builder.Configuration.HasSignalRService())
        {
            // The service takes every hub.
            return;
        }

        if (builder.Configuration.HasBackplane())
        {
            builder.Services.AddSingleton<HubLifetimeManager<THub>, RedisHubLifetimeManager<THub>>();
        }
        else
        {
            builder.Services.AddSingleton<HubLifetimeManager<THub>, DefaultHubLifetimeManager<THub>>();
        }
    }

    public static void MapAppHubs(this WebApplication app)
    {
        foreach (var hub in app.Services.GetServices<AppHub>())
        {
            hub.Map(app);
        }
    }

    private sealed record AppHub(Action<IEndpointRouteBuilder> Map);
}
