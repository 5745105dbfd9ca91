using Embedded.OpenTelemetry;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;

namespace Microsoft.Extensions.DependencyInjection;

public static class OpenTelemetryServicesExtensions
{
    /// <summary>Adds OpenTelemetry, which starts with the host. Further calls add to what the first one set up.</summary>
    public static OpenTelemetryBuilder AddOpenTelemetry(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (!services.Any(service => service.ImplementationType == typeof(TelemetryAtStart)))
        {
            // In front of every other service, whose start would otherwise go unmeasured.
            services.Insert(0, ServiceDescriptor.Singleton<IHostedService, TelemetryAtStart>());
        }

        return new OpenTelemetryBuilder(services);
    }
}
