using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorAspire.WebApp.Rotation;

/// <summary>
/// Draining is not ready. At capacity is: a front door that takes a replica out of rotation takes its users away too, and this one keeps them. Newcomers are
/// sent elsewhere one by one.
/// </summary>
internal sealed class RotationHealthCheck(ReplicaRotation rotation) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(rotation.State switch
        {
            RotationState.Draining => HealthCheckResult.Unhealthy("This replica is draining."),
            RotationState.Full => HealthCheckResult.Degraded("This replica has as many circuits as Circuits:Max or Circuits:MaxMemory allows."),
            _ => HealthCheckResult.Healthy(),
        });
}
