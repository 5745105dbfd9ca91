using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BlazorAspire.Circuits.Replicas;

internal static class ReplicaServices
{
    /// <summary>Who this replica is.</summary>
    public static void AddReplica(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(ReplicaIdentity.Of(builder.Configuration, AppAssembly.Of(builder.Environment), TimeProvider.System));
    }

    /// <summary><c>GET /replica</c>: which replica answers this client. What else there is to know of it is told to developers only.</summary>
    public static void MapReplica(this WebApplication app) =>
        app.MapGet("/replica", (ReplicaIdentity replica, HttpContext context, IHostEnvironment environment) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return environment.IsDevelopment() ? Results.Json(replica) : Results.Json(new { replica.Name });
        }).AllowAnonymous();
}
