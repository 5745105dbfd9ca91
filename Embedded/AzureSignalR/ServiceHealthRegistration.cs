using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Embedded.AzureSignalR;

/// <summary>Once, however often the service is added: two checks of one name would be an error.</summary>
internal sealed class ServiceHealthRegistration : IConfigureOptions<HealthCheckServiceOptions>
{
    private const string Name = "signalr-service";

    public void Configure(HealthCheckServiceOptions options) =>
        options.Registrations.Add(new HealthCheckRegistration(Name, services => services.GetRequiredService<ServiceHealth>(), failureStatus: null, tags: null));
}
