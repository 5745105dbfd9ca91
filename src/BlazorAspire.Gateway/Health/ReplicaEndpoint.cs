using BlazorAspire.Gateway.Replicas;

namespace BlazorAspire.Gateway.Health;

/// <summary><c>/health/{replica}</c>: whether new users get there. Who restarts one replica after the other waits for it.</summary>
internal static class ReplicaEndpoint
{
    /// <summary>At the port of the service defaults' <c>Management:Port</c>, as the other addresses for operators.</summary>
    private const string ManagementTag = "management";

    public static WebApplication MapReplicaHealth(this WebApplication app)
    {
        app.MapGet("/health/{name}", (string name, HttpContext context, ReplicaRegistry registry) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return registry.Find(name) is { State: var state }
                ? Results.Text(state.ToString(), statusCode: state == ReplicaState.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable)
                : Results.Text($"No replica is named so. There are: {string.Join(", ", registry.All)}.", statusCode: StatusCodes.Status404NotFound);
        }).ShortCircuit().DisableHttpMetrics().WithTags(ManagementTag);
        return app;
    }
}
