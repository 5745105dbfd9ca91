using Embedded.AzureSignalR.Hubs;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Embedded.AzureSignalR;

/// <summary>A server that has no connection to the service gets no clients: whoever it sent there would be refused.</summary>
internal sealed class ServiceHealth(ServiceHubs hubs) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        string[] away = [.. hubs.Away.Order(StringComparer.Ordinal)];
        return Task.FromResult(away.Length == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"No connection to the SignalR service for hub '{string.Join("', '", away)}'. It is tried again and again; see the log for why."));
    }
}
