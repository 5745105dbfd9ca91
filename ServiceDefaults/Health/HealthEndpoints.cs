using BlazorAspire.ServiceDefaults.Management;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace BlazorAspire.ServiceDefaults.Health;

internal static class HealthEndpoints
{
    public const string Readiness = "/health";
    public const string Liveness = "/alive";

    private const string LiveTag = "live";

    public static void AddLivenessCheck(this IHostApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag]);

    public static void MapHealthEndpoints(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapProbe(Readiness, new HealthCheckOptions());
        endpoints.MapProbe(Liveness, new HealthCheckOptions { Predicate = check => check.Tags.Contains(LiveTag) });
    }

    private static void MapProbe(this IEndpointRouteBuilder endpoints, string path, HealthCheckOptions options) =>
        endpoints.MapHealthChecks(path, options).AsManagement();
}
