using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorAspire.Circuits.Keys;

/// <summary>
/// Without keys no page can be served, so a replica that started while Redis was away is not ready. Once read, keys stay in memory and Redis
/// may go.
/// </summary>
internal sealed class KeysHealthCheck(IDataProtectionProvider protection) : IHealthCheck
{
    /// <summary>Whether a page can be served.</summary>
    public bool AreThere
    {
        get
        {
            try
            {
                protection.CreateProtector("health").Protect([1]);
                return true;
            }
            catch (CryptographicException)
            {
                // Said once where the keys are read.
                return false;
            }
        }
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(AreThere
            ? HealthCheckResult.Healthy()
            : new HealthCheckResult(context.Registration.FailureStatus, "The Data Protection keys could not be read from Redis yet."));
}
