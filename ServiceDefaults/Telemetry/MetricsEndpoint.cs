using BlazorAspire.ServiceDefaults.Management;
using Microsoft.Extensions.Configuration;

namespace BlazorAspire.ServiceDefaults.Telemetry;

/// <summary>Metrics as Prometheus text, where the setting <c>Telemetry:Prometheus</c> switches them on.</summary>
internal static class MetricsEndpoint
{
    public const string Path = "/metrics";

    private const string Key = "Telemetry:Prometheus";

    public static bool IsOn(IConfiguration configuration) => configuration.GetValue(Key, false);

    public static void MapMetricsEndpoint(this WebApplication app)
    {
        if (IsOn(app.Configuration))
        {
            app.MapPrometheusScrapingEndpoint(Path).AsManagement();
        }
    }
}
