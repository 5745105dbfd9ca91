using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorAspire.WebApp.Keys;

/// <summary>
/// Without keys no page can be served, so a replica that started while Redis was away is not ready. Once read, keys stay in memory and Redis
/// may go.
/// </summary>
internal sealed class KeysHealthCheck(IDataProtectionProvider protection) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            protection.CreateProtector("health").Protect([1]);
            return Task.FromResult(HealthCheckResult.Healthy());
        }
        catch (CryptographicException)
        {
            return Task.FromResult(new HealthCheckResult(context.Registration.FailureStatus, "The Data Protection keys could not be read from Redis yet."));
        }
    }
}
