using System.Reflection;
using BlazorAspire.ServiceDefaults;
using BlazorAspire.ServiceDefaults.Connections;
using BlazorAspire.ServiceDefaults.Management;
using BlazorAspire.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Microsoft.Extensions.Hosting;

/// <summary>What every process of the app has alike.</summary>
public static class Extensions
{
    private const string Readiness = "/health";
    private const string Liveness = "/alive";
    private const string Metrics = "/metrics";
    private const string LiveTag = "live";
    private const string OwnTelemetry = "BlazorAspire.*";

    /// <summary>
    /// Adds telemetry, which is sent where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says and can be read where <c>Telemetry:Prometheus</c> is
    /// true, the liveness check, and the port that <c>Management:Port</c> names.
    /// </summary>
    /// <exception cref="OptionsValidationException">
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is not an http or https address, or <c>Management:Port</c> not a port.
    /// </exception>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        StartFailure.Explain();
        builder.ConfigureOpenTelemetry();
        builder.AddDefaultHealthChecks();
        builder.AddConnectionWatch();
        ManagementPort.Add(builder);
        return builder;
    }

    /// <summary>
    /// Maps <c>/health</c> (ready for users: every check), <c>/alive</c> (need not be restarted: the checks tagged "live") and, where it is
    /// switched on, <c>/metrics</c>.
    /// </summary>
    /// <exception cref="OptionsValidationException">
    /// <c>Management:Port</c> is one of the app's own, or another program listens there.
    /// </exception>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        ManagementCheck.Check(app.Configuration);
        app.UseOtlpExport();
        app.MapHealthChecks(Readiness).AsManagement();
        app.MapHealthChecks(Liveness, new HealthCheckOptions { Predicate = check => check.Tags.Contains(LiveTag) }).AsManagement();
        if (HasMetrics(app.Configuration))
        {
            app.MapPrometheusScrapingEndpoint(Metrics).AsManagement();
        }

        return app;
    }

    /// <summary>Whether a path is one of those that only operators and their tools ask for.</summary>
    internal static bool IsManagement(PathString path) =>
        path.StartsWithSegments(Readiness) || path.StartsWithSegments(Liveness) || path.StartsWithSegments(Metrics);

    private static void AddDefaultHealthChecks(this IHostApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag]);

    private static void ConfigureOpenTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Logging.AddOpenTelemetry(logging => (logging.IncludeFormattedMessage, logging.IncludeScopes) = (true, true));
        var version = Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        builder.Services.AddOpenTelemetry()
            // The variables come last, so that OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES have the last word.
            .ConfigureResource(resource => resource
                .AddService(builder.Environment.ApplicationName, serviceVersion: version)
                .AddEnvironmentVariableDetector())
            .WithMetrics(metrics =>
            {
                metrics.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation().AddMeter(OwnTelemetry);
                if (HasMetrics(builder.Configuration))
                {
                    metrics.AddPrometheusExporter();
                }
            })
            .WithTracing(tracing => tracing
                // What a request that is left out causes is left out with it.
                .AddAspNetCoreInstrumentation(options =>
                    options.Filter = context => !IsManagement(context.Request.Path) && !IsLongLived(context))
                .AddHttpClientInstrumentation(options =>
                    options.FilterHttpRequestMessage = request => !IsManagement(request.RequestUri?.AbsolutePath))
                .AddSource(OwnTelemetry)
                .AddProcessor<SpanFilter>());
        builder.AddOtlpExport();
    }

    private static bool HasMetrics(IConfiguration configuration) => configuration.GetValue("Telemetry:Prometheus", false);

    /// <summary>A connection that a page keeps open, by WebSocket or server-sent events: its span would last for hours.</summary>
    private static bool IsLongLived(HttpContext context) => context.Request.Headers.Accept == "text/event-stream"
        || context.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true
        || context.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true;
}
