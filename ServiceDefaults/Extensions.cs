using System.Reflection;
using Evergreen.ServiceDefaults;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Microsoft.Extensions.Hosting;

/// <summary>What every process of the app has alike.</summary>
public static class Extensions
{
    private const string Otlp = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string OwnTelemetry = "BlazorAspire.*";

    /// <summary>
    /// Adds telemetry, which is sent where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says and can be read at <c>/metrics</c> where <c>Telemetry:Prometheus</c> is true; and the
    /// addresses <c>/health</c> and <c>/alive</c>, at the port that <c>Management:Port</c> names if it does.
    /// </summary>
    /// <exception cref="OptionsValidationException">
    /// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is not an http or https address, or <c>Management:Port</c> not a port.
    /// </exception>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        StartFailure.Explain();
        builder.ConfigureOpenTelemetry();
        builder.AddDefaultHealthChecks();
        // The server itself reads its endpoints from the configuration, and nothing else.
        builder.Services.AddOptions<KestrelServerOptions>().Configure(server => builder.Configuration.GetSection("Kestrel:Limits").Bind(server.Limits));
        builder.Services.AddFirst(new ManagementPort(ManagementPort.Read(builder.Configuration), HasMetrics(builder.Configuration)));
        return builder;
    }

    /// <summary>Before the filters of the framework, of which one refuses hosts.</summary>
    private static void AddFirst(this IServiceCollection services, IStartupFilter filter)
    {
        var others = services.FirstOrDefault(service =>
            service.ServiceType == typeof(IStartupFilter) && service.ImplementationType?.Namespace?.StartsWith("Microsoft.", StringComparison.Ordinal) == true);
        services.Insert(others is null ? services.Count : services.IndexOf(others), ServiceDescriptor.Singleton(filter));
    }

    private static void AddDefaultHealthChecks(this IHostApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [ManagementPort.LiveTag]);

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
                    options.Filter = context => !ManagementPort.IsFor(context.Request.Path) && !IsLongLived(context))
                .AddHttpClientInstrumentation(options =>
                    options.FilterHttpRequestMessage = request => !ManagementPort.IsFor(request.RequestUri?.AbsolutePath))
                .AddSource(OwnTelemetry)
                .AddProcessor<SpanFilter>());
        AddOtlpExport(builder);
    }

    /// <summary>The exporter ignores an address that is none, and says nothing.</summary>
    private static void AddOtlpExport(IHostApplicationBuilder builder)
    {
        var address = builder.Configuration[Otlp];
        if (string.IsNullOrWhiteSpace(address))
        {
            return;
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
        {
            throw new OptionsValidationException(Otlp, typeof(Extensions),
                [$"{Otlp} is '{address}', which is not an http or https address. Set it to one, for example http://localhost:4317, or remove it to send no telemetry."]);
        }

        builder.Services.AddOpenTelemetry().UseOtlpExporter();
    }

    private static bool HasMetrics(IConfiguration configuration) => configuration.GetValue("Telemetry:Prometheus", false);

    /// <summary>A connection that a page keeps open, by WebSocket or server-sent events: its span would last for hours.</summary>
    private static bool IsLongLived(HttpContext context) => context.Request.Headers.Accept == "text/event-stream"
        || context.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true
        || context.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true;
}
