using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace BlazorAspire.ServiceDefaults.Telemetry;

internal static class TelemetryExtensions
{
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        var endpoint = OtlpEndpoint.Read(builder.Configuration);

        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddThisProcess(builder.Environment))
            .WithMetrics(metrics => metrics.AddMeter(FrameworkTelemetry.Meters).AddMeter(AppTelemetry.All))
            .WithTracing(tracing => tracing.AddSource(FrameworkTelemetry.ActivitySources).AddSource(AppTelemetry.All)
                .AddProcessor<ProbeTraceFilter>().AddProcessor<HubTraceFilter>());
        RequestTraces.Describe(builder.Services);
        if (MetricsEndpoint.IsOn(builder.Configuration))
        {
            telemetry.WithMetrics(metrics => metrics.AddPrometheusExporter());
        }

        if (endpoint is not null)
        {
            telemetry.UseOtlpExporter();
            builder.Services.TryAddSingleton(TimeProvider.System);
            builder.Services.AddSingleton<ExportTrouble>();
            builder.Services.AddSingleton<ExportWatch>();
            builder.Services.AddHostedService<TelemetryShutdown>();
        }
    }
}
