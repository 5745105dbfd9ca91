using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorAspire.Circuits.Admission;

/// <summary>
/// Draining is not ready. At capacity is: a front door that takes a replica out of rotation takes its users away too, and this one keeps them. Newcomers are
/// sent elsewhere one by one.
/// </summary>
internal sealed class AdmissionHealthCheck(ReplicaAdmission admission) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(admission.State switch
        {
            AdmissionState.Draining => HealthCheckResult.Unhealthy("This replica is draining."),
            AdmissionState.Full => HealthCheckResult.Degraded("This replica has as many circuits as Circuits:Max or Circuits:MaxMemory allows."),
            _ => HealthCheckResult.Healthy(),
        });
}
