using BlazorAspire.Circuits;
using BlazorAspire.Circuits.Admission;
using BlazorAspire.Circuits.Circuits;
using BlazorAspire.Circuits.Cluster;
using BlazorAspire.Circuits.Drain;
using BlazorAspire.Circuits.Hubs;
using BlazorAspire.Circuits.Hubs.AzureSignalR;
using BlazorAspire.Circuits.Keys;
using BlazorAspire.Circuits.Moves;
using BlazorAspire.Circuits.Replicas;
using BlazorAspire.Circuits.Security;
using BlazorAspire.Circuits.State;
using BlazorAspire.Circuits.Topics;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Makes a Blazor Server app one of several replicas, each of which can take over the pages of another.</summary>
public static class BlazorReplicasExtensions
{
    /// <summary>
    /// Adds what a replica needs: circuits that are saved and resumed, durable state, topics, keys that all replicas share, drain and moves. The connection string
    /// <c>redis</c> says where replicas meet; without one each is alone, and keeps state in memory.
    /// </summary>
    /// <remarks>
    /// Every connection to Redis is made with the app's <c>ConfigurationOptions</c>: <c>Services.Configure&lt;ConfigurationOptions&gt;(…)</c> sets credentials that change, TLS or
    /// time-outs for state, keys, hubs and topics alike. <c>IDistributedCache</c>, which sessions are kept in, is by Redis too unless the app has registered one that is not in memory.
    /// </remarks>
    /// <exception cref="InvalidOperationException">It is called before <c>AddInteractiveServerComponents</c>.</exception>
    /// <exception cref="OptionsValidationException">A setting is wrong.</exception>
    public static WebApplicationBuilder AddBlazorReplicas(this WebApplicationBuilder builder)
    {
        // This replica, and the others as Redis knows them
        builder.AddReplica();
        builder.AddCluster();

        // What lets one replica take over another's pages
        builder.AddSharedKeys();

        // What users keep when their replica is gone
        builder.AddCircuits();
        builder.AddDurableState();
        builder.AddAdmission();
        builder.AddMoves();
        builder.AddDrain();
        builder.Services.UseInteropTypes();

        // What users on all replicas see of each other
        builder.AddTopics();
        builder.AddAppHubs();

        // What to believe of the gateway
        builder.AddFrontDoor();
        builder.AddPipeline();

        // The app's files are found from any working directory and in any environment
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddHostedService<MetricsInitializer>();
        return builder;
    }

    /// <summary>Adds a hub of the app's own, which clients find at <c>/hubs/NAME</c>. With the backplane it is one hub on all replicas; circuits go without.</summary>
    /// <typeparam name="THub">The hub.</typeparam>
    /// <param name="builder">The app.</param>
    /// <param name="name">The end of its address.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static WebApplicationBuilder AddBlazorHub<THub>(this WebApplicationBuilder builder, string name)
        where THub : Hub
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        builder.AddAppHub<THub>(name);
        return builder;
    }

    /// <summary>
    /// Admits users and reads the state of their pages, and maps the app's hubs, <c>/replica</c> and, where there is a key, <c>/drain</c>. After authentication, which the host
    /// adds by itself where the app does not. What comes before everything, such as forwarded headers, <see cref="AddBlazorReplicas"/> has seen to.
    /// </summary>
    /// <exception cref="OptionsValidationException">A setting is wrong. Each failure names the setting, its value and what is allowed.</exception>
    public static WebApplication MapBlazorReplicas(this WebApplication app)
    {
        // Before the host starts, so that a wrong setting ends in one clear line and not in a host's stack trace.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        app.Services.GetRequiredService<PipelineCheck>().Mapped(app);
        app.UseDrain();
        app.UseAdmission();
        app.UseSignalRService();
        app.UseCircuits();
        app.UseDurableState();
        app.MapReplica();
        app.MapDrain();
        app.MapAppHubs();
        return app;
    }
}
