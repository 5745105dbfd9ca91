using BlazorAspire.WebApp;
using Embedded.Dashboard.Telemetry.Logs;
using Embedded.Dashboard.Telemetry.Metrics;
using Embedded.Dashboard.Telemetry.Traces;

namespace Embedded.Dashboard.Telemetry;

internal static class TelemetryExtensions
{
    /// <summary>What the app's processes have told, as far as it is kept.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSettings<TelemetryLimits>(TelemetryLimits.Section, TelemetryLimits.FindProblem);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<SourceTable>();
        services.AddSingleton<StringPool>();
        services.AddSingleton<LogStore>();
        services.AddSingleton<TraceStore>();
        services.AddSingleton<MetricStore>();
    }
}
