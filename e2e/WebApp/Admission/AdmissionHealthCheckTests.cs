using BlazorAspire.Circuits.Admission;
using BlazorAspire.Circuits.Circuits;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Tests.WebApp.Admission;

/// <summary>Readiness decides about everybody: at capacity a replica stays ready for the users that it has.</summary>
public sealed class AdmissionHealthCheckTests
{
    private readonly LiveCircuits _circuits = new();

    [Fact]
    public async Task Check_WithRoom_IsHealthyAndFullIsDegraded()
    {
        var check = new AdmissionHealthCheck(new ReplicaAdmission(new Capacity(_circuits, Options.Create(new CapacityOptions { Max = 1 }), new FixedMemory())));
        Assert.Equal(HealthStatus.Healthy, (await check.CheckHealthAsync(new HealthCheckContext())).Status);

        _circuits.Opened(new LiveCircuit(null, 0));
        var full = await check.CheckHealthAsync(new HealthCheckContext());

        Assert.Equal(HealthStatus.Degraded, full.Status);
        Assert.Contains("Circuits:Max", full.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_WhileDraining_IsUnhealthy()
    {
        var admission = TestAdmission.Empty();
        admission.BeginDrain();

        Assert.Equal(HealthStatus.Unhealthy, (await new AdmissionHealthCheck(admission).CheckHealthAsync(new HealthCheckContext())).Status);
    }
}
