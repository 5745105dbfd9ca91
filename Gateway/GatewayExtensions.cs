using BlazorAspire.Gateway.Affinity;
using BlazorAspire.Gateway.Forwarding;
using BlazorAspire.Gateway.Guards;
using BlazorAspire.Gateway.Health;
using BlazorAspire.Gateway.Pages;
using BlazorAspire.Gateway.Replicas;
using BlazorAspire.Gateway.Telemetry;

namespace BlazorAspire.Gateway;

internal static class GatewayExtensions
{
    /// <summary>The whole gateway, in the order in which a request meets it.</summary>
    public static WebApplicationBuilder AddGateway(this WebApplicationBuilder builder) => builder
        .AddReplicas()
        .AddHealth()
        .AddGuards()
        .AddAffinity()
        .AddForwarding()
        .AddPages()
        .AddTelemetry();

    public static WebApplication MapGateway(this WebApplication app)
    {
        app.UseFrontDoor();
        app.UseGuards();
        app.MapDefaultEndpoints();
        app.MapReplicaHealth();
        app.MapForwarding();
        return app;
    }
}
