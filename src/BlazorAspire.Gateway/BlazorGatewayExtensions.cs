using BlazorAspire.Gateway.Affinity;
using BlazorAspire.Gateway.Forwarding;
using BlazorAspire.Gateway.Guards;
using BlazorAspire.Gateway.Health;
using BlazorAspire.Gateway.Pages;
using BlazorAspire.Gateway.Replicas;
using BlazorAspire.Gateway.Telemetry;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>The gateway: it takes each user to the replica that has the user's circuit, and to another one when that replica goes.</summary>
public static class BlazorGatewayExtensions
{
    /// <summary>Adds the gateway. Its replicas are the endpoints <c>services:&lt;name&gt;</c>, as Aspire's service discovery has them; its settings are in the section <c>Gateway</c>.</summary>
    /// <remarks>To be called before the process opens its first socket: sockets of the whole process go on with what they receive without changing the thread.</remarks>
    public static WebApplicationBuilder AddBlazorGateway(this WebApplicationBuilder builder)
    {
        InlineSockets.Use();
        return builder.AddGateway();
    }

    /// <summary>Maps the gateway, in the order in which a request meets it: it takes every path that nothing else is mapped to.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong. Each failure names the setting, its value and what is allowed.</exception>
    public static WebApplication MapBlazorGateway(this WebApplication app)
    {
        // Before the host starts, so that a wrong setting ends in one clear line and not in a host's stack trace.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        app.UseFrontDoor();
        app.UseGuards();
        app.MapReplicaHealth();
        app.MapForwarding();
        return app;
    }

    /// <summary>All but what counts for the whole process.</summary>
    internal static WebApplicationBuilder AddGateway(this WebApplicationBuilder builder) => builder
        .AddReplicas()
        .AddHealth()
        .AddGuards()
        .AddAffinity()
        .AddForwarding()
        .AddPages()
        .AddTelemetry();
}
