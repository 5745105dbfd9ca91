using BlazorAspire.Circuits.Circuits;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BlazorAspire.Circuits.Replicas;

internal static class ReplicaServices
{
    /// <summary>The identity of this replica, and the circuits that it holds.</summary>
    public static void AddReplica(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(ReplicaIdentity.Of(builder.Configuration, AppAssembly.Of(builder.Environment), TimeProvider.System));
        builder.Services.AddSingleton<CircuitCounter>();
        builder.Services.AddScoped(services => new CircuitTracker(services.GetRequiredService<CircuitCounter>(), services.GetRequiredService<TimeProvider>()));
        builder.Services.AddScoped<CircuitHandler>(services => services.GetRequiredService<CircuitTracker>());
    }

    /// <summary><c>GET /replica</c>: which replica answers this client.</summary>
    public static void MapReplica(this WebApplication app) =>
        app.MapGet("/replica", (ReplicaIdentity replica, HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return replica;
        });
}
