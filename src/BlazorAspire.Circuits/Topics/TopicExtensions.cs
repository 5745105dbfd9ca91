using BlazorAspire.Circuits.Cluster;
using BlazorAspire.Circuits.Topics.Delivery;
using BlazorAspire.Circuits.Topics.Presence;
using BlazorAspire.Circuits.Topics.Transport;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace BlazorAspire.Circuits.Topics;

internal static class TopicExtensions
{
    /// <summary>Messages between components on whichever replica, and who is there. Without a backplane they stay in this process.</summary>
    public static void AddTopics(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<TopicOptions>(TopicOptions.Section, TopicOptions.FindProblem);
        services.AddSingleton<TopicMetrics>();
        services.AddSingleton<TopicServices>();
        services.AddSingleton(provider => new TopicBroker(provider.GetRequiredService<TopicServices>()));
        services.AddSingleton<PresenceRooms>();
        services.AddHostedService(provider => provider.GetRequiredService<PresenceRooms>());
        services.AddScoped<PageTopics>();
        services.AddScoped<CircuitHandler, PresenceCircuitHandler>();
        if (builder.Configuration.HasBackplane())
        {
            services.AddSingleton<ITopicTransport, RedisTopicTransport>();
        }
        else
        {
            services.AddSingleton<ITopicTransport, LocalTopicTransport>();
        }
    }
}
