using BlazorAspire.ServiceDefaults.Health;
using BlazorAspire.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;

namespace Microsoft.Extensions.Hosting;

/// <summary>What every process of the app does alike.</summary>
public static class Extensions
{
    /// <summary>Adds telemetry, which is sent where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says, and the liveness check.</summary>
    /// <exception cref="InvalidOperationException"><c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is not an http or https address.</exception>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        builder.AddTelemetry();
        builder.AddLivenessCheck();
        return builder;
    }

    /// <summary>Maps <c>/health</c> (ready for users: every check) and <c>/alive</c> (need not be restarted: the checks tagged "live").</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthEndpoints();
        return app;
    }
}
