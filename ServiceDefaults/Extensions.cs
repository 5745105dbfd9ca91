using BlazorAspire.ServiceDefaults.Connections;
using BlazorAspire.ServiceDefaults.Health;
using BlazorAspire.ServiceDefaults.Management;
using BlazorAspire.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.Hosting;

/// <summary>What every process of the app does alike.</summary>
public static class Extensions
{
    /// <summary>
    /// Adds telemetry, which is sent where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says and can be read where <c>Telemetry:Prometheus</c> is true,
    /// the liveness check, and the port that <c>Management:Port</c> names.
    /// </summary>
    /// <exception cref="OptionsValidationException"><c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is not an http or https address, or <c>Management:Port</c> not a port.</exception>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        builder.AddTelemetry();
        builder.AddLivenessCheck();
        builder.AddConnectionWatch();
        ManagementPort.Add(builder);
        return builder;
    }

    /// <summary>
    /// Maps <c>/health</c> (ready for users: every check), <c>/alive</c> (need not be restarted: the checks tagged "live") and, where it is switched on,
    /// <c>/metrics</c>.
    /// </summary>
    /// <exception cref="OptionsValidationException"><c>Management:Port</c> is one of the app's own, or another program listens there.</exception>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        ManagementCheck.Check(app.Configuration);
        app.MapHealthEndpoints();
        app.MapMetricsEndpoint();
        return app;
    }
}
