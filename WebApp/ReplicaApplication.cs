using BlazorAspire.WebApp.Circuits;
using BlazorAspire.WebApp.Cluster;
using BlazorAspire.WebApp.Components;
using BlazorAspire.WebApp.Drain;
using BlazorAspire.WebApp.Hubs;
using BlazorAspire.WebApp.Hubs.AzureSignalR;
using BlazorAspire.WebApp.Keys;
using BlazorAspire.WebApp.Moves;
using BlazorAspire.WebApp.Replicas;
using BlazorAspire.WebApp.Admission;
//#if (samples)
using BlazorAspire.WebApp.Samples;
//#endif
using BlazorAspire.WebApp.Security;
using BlazorAspire.WebApp.State;
using BlazorAspire.WebApp.Topics;
using Microsoft.Extensions.Options;

namespace BlazorAspire.WebApp;

/// <summary>One replica as an application: what Program runs and what tests start in their own process.</summary>
internal static class ReplicaApplication
{
    /// <param name="replace">For tests: registers what takes the place of something.</param>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateBuilder(args);

        // Telemetry and health, as every part of the app has them
        builder.AddServiceDefaults();

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

        // What users on all replicas see of each other
        builder.AddTopics();
        builder.AddAppHubs();
        //#if (samples)
        builder.AddSamples();
        //#endif

        // What to believe of the gateway
        builder.AddFrontDoor();

        // The user interface; its files are found from any working directory and in any environment
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.UseInteropTypes();

        builder.Services.AddHostedService<MetricsInitializer>();
        replace?.Invoke(builder.Services);
        var app = builder.Build();
        // Before the host starts, so that a wrong setting ends in one clear line and not in a host's stack trace.
        app.Services.GetRequiredService<IStartupValidator>().Validate();

        // Every request
        app.UseFrontDoor();
        app.UseAdmission();
        app.UseSignalRService();
        app.UseCircuits();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseAntiforgery();
        app.UseDurableState();

        // Addresses
        app.MapDefaultEndpoints();
        app.MapReplica();
        app.MapDrain();
        //#if (samples)
        app.MapSamples();
        //#endif
        app.MapStaticAssets();
        app.MapRazorComponents<App>()
            // SecurityHeaders says who may frame a page.
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);

        return app;
    }
}
