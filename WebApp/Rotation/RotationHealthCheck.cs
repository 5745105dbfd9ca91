using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorAspire.WebApp.Rotation;

/// <summary>Not ready means no new users; those who are here stay until they are moved.</summary>
internal sealed class RotationHealthCheck(ReplicaRotation rotation) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(rotation.State switch
        {
            RotationState.Draining => HealthCheckResult.Unhealthy("This replica is draining."),
            RotationState.Full => HealthCheckResult.Unhealthy("This replica has as many circuits as Circuits:Max or Circuits:MaxMemory allows."),
            _ => HealthCheckResult.Healthy(),
        });
}
