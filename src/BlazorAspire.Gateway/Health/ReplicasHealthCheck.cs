using BlazorAspire.Gateway.Replicas;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorAspire.Gateway.Health;

/// <summary>The gateway is of use while one replica takes new users, or serves as many as it has room for.</summary>
internal sealed class ReplicasHealthCheck(ReplicaRegistry registry) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = registry.All.ToDictionary(replica => replica.Name, replica => (object)replica.State.ToString());
        var ready = registry.All.Count(replica => replica.State == ReplicaState.Ready);
        var description = $"{ready} of {registry.All.Count} replicas are ready.";
        var status = ready == registry.All.Count ? HealthStatus.Healthy : ready > 0 || registry.IsFull ? HealthStatus.Degraded : HealthStatus.Unhealthy;
        return Task.FromResult(new HealthCheckResult(status, description, data: data));
    }
}
