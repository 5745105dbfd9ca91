using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace BlazorAspire.ServiceDefaults.Telemetry;

/// <summary>Sends telemetry where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says, and disturbs nothing where that does not work.</summary>
internal static class OtlpExport
{
    public const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const int ShutdownMilliseconds = 2_000;

    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">
    /// The variable is not an http or https address. The exporter ignores it then, and says nothing.
    /// </exception>
    public static void AddOtlpExport(this IHostApplicationBuilder builder)
    {
        var value = builder.Configuration[Variable];
        if (string.IsNullOrWhiteSpace(value))
        {
            return;
        }

        if (!Uri.TryCreate(value, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
        {
            throw SettingProblem.Of(Variable,
                $"{Variable} is '{value}', which is not an http or https address. Set it to one, for example http://localhost:4317, "
                + "or remove it to send no telemetry.");
        }

        builder.Services.AddOpenTelemetry().UseOtlpExporter();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ExporterFailureLog>();
        builder.Services.AddSingleton<ExporterListener>();
    }

    public static void UseOtlpExport(this WebApplication app)
    {
        // It listens from its creation on.
        if (app.Services.GetService<ExporterListener>() is not null)
        {
            app.Lifetime.ApplicationStopped.Register(() => Shutdown(app.Services));
        }
    }

    /// <summary>
    /// Sends what is left of all signals at once. Their disposal takes turns, and a receiver that never answers would hold the process for
    /// five seconds each.
    /// </summary>
    internal static void Shutdown(IServiceProvider services) => Task.WaitAll(
        Task.Run(() => services.GetService<TracerProvider>()?.Shutdown(ShutdownMilliseconds)),
        Task.Run(() => services.GetService<MeterProvider>()?.Shutdown(ShutdownMilliseconds)),
        Task.Run(() => services.GetService<LoggerProvider>()?.Shutdown(ShutdownMilliseconds)));
}
