using BlazorAspire.Gateway.Replicas;
using BlazorAspire.Shared;

namespace BlazorAspire.Gateway.Health;

/// <summary><c>/health/{replica}</c>: whether new users get there. Who restarts one replica after the other waits for it.</summary>
internal static class ReplicaEndpoint
{
    public static WebApplication MapReplicaHealth(this WebApplication app)
    {
        app.MapGet($"{ReplicaContract.HealthPath}/{{name}}", (string name, HttpContext context, ReplicaRegistry registry) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return registry.Find(name) is { State: var state }
                ? Results.Text(state.ToString(), statusCode: state == ReplicaState.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable)
                : Results.Text($"No replica is named so. There are: {string.Join(", ", registry.All)}.", statusCode: StatusCodes.Status404NotFound);
        }).ShortCircuit().DisableHttpMetrics();
        return app;
    }
}
