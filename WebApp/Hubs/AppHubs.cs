using BlazorAspire.WebApp.Cluster;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.StackExchangeRedis;
using StackExchange.Redis;

namespace BlazorAspire.WebApp.Hubs;

internal static class AppHubs
{
    private const string ChannelPrefix = "BlazorAspire:";

    /// <summary>
    /// The app's own hubs, by Redis one hub over all replicas. Each is registered by name: <c>AddStackExchangeRedis()</c> would take Blazor's hub
    /// too, which needs no other replica and would end with Redis.
    /// </summary>
    public static void AddAppHubs(this WebApplicationBuilder builder)
    {
        builder.Services.AddSignalR();
        if (builder.Configuration.HasRedis())
        {
            var redis = builder.Configuration.GetConnectionString(ClusterServices.ConnectionName);
            builder.Services.Configure<RedisOptions>(options => options.Configuration = ReadOptions(redis));
            builder.Services.AddSingleton<HubLifetimeManager<BoardHub>, RedisHubLifetimeManager<BoardHub>>();
        }
        else
        {
            builder.Services.AddSingleton<HubLifetimeManager<BoardHub>, DefaultHubLifetimeManager<BoardHub>>();
        }
    }

    public static void MapAppHubs(this WebApplication app) => app.MapHub<BoardHub>($"{HubPaths.OfTheApp}/board");

    private static ConfigurationOptions ReadOptions(string? connectionString)
    {
        // First, so that a connection string that says abortConnect itself has the last word.
        var options = ConfigurationOptions.Parse($"abortConnect=false,{connectionString}");
        options.ChannelPrefix = new RedisChannel(ChannelPrefix, RedisChannel.PatternMode.Literal);
        ClusterServices.ReconnectSoon(options);
        return options;
    }
}
