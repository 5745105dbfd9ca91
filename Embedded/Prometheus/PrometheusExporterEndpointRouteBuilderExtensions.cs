using Embedded.Prometheus;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace Microsoft.AspNetCore.Builder;

public static class PrometheusExporterEndpointRouteBuilderExtensions
{
    /// <summary>Maps the address that a Prometheus server reads.</summary>
    /// <exception cref="ArgumentException">The metrics have no Prometheus exporter: see <c>AddPrometheusExporter</c>.</exception>
    public static IEndpointConventionBuilder MapPrometheusScrapingEndpoint(this IEndpointRouteBuilder endpoints, string path)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(path);
        // Reads begin when the provider has the reader.
        _ = endpoints.ServiceProvider.GetRequiredService<MeterProvider>();
        var exporter = endpoints.ServiceProvider.GetService<PrometheusExporter>()
            ?? throw new ArgumentException("The metrics have no Prometheus exporter. Call AddPrometheusExporter() where they are configured.");
        return endpoints.Map(path.StartsWith('/') ? path : $"/{path}", context => AnswerAsync(context, exporter));
    }

    private static async Task AnswerAsync(HttpContext context, PrometheusExporter exporter)
    {
        if (await exporter.ReadAsync(context.RequestAborted) is not { } text)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }

        context.Response.ContentType = PrometheusText.ContentType;
        context.Response.ContentLength = text.Length;
        await context.Response.Body.WriteAsync(text, context.RequestAborted);
    }
}
