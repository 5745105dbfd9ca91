using System.Security.Cryptography;
using BlazorAspire.Circuits.Keys;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorAspire.Tests.WebApp.Keys;

public class KeysHealthCheckTests
{
    [Fact]
    public async Task CheckHealthAsync_KeysAreThere_IsHealthy() =>
        Assert.Equal(HealthStatus.Healthy, await CheckAsync(new EphemeralDataProtectionProvider()));

    [Fact]
    public async Task CheckHealthAsync_KeysCannotBeRead_IsUnhealthySoThatNoUserComesHere() =>
        Assert.Equal(HealthStatus.Unhealthy, await CheckAsync(new WithoutKeys()));

    private static async Task<HealthStatus> CheckAsync(IDataProtectionProvider protection)
    {
        var check = new KeysHealthCheck(protection);
        var context = new HealthCheckContext { Registration = new HealthCheckRegistration("keys", check, failureStatus: null, tags: null) };
        return (await check.CheckHealthAsync(context)).Status;
    }

    private sealed class WithoutKeys : IDataProtectionProvider, IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => this;

        public byte[] Protect(byte[] plaintext) => throw new CryptographicException("no keys");

        public byte[] Unprotect(byte[] protectedData) => throw new CryptographicException("no keys");
    }
}
