using BlazorAspire.Gateway.Replicas;
using Microsoft.AspNetCore.Http;

namespace BlazorAspire.Tests.Gateway.Balancing;

public sealed class BalancingTests
{
    [Fact]
    public async Task Get_OneReplicaFull_NewUsersGoToTheOther()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        for (var i = 0; i < 4; i++)
        {
            gateway.Replica("webapp-1").CircuitOpened();
        }

        for (var i = 0; i < 4; i++)
        {
            using var browser = gateway.NewBrowser();
            Assert.Equal("webapp-2", await browser.GetAsync());
        }
    }

    [Fact]
    public async Task Get_ReplicaNotReady_KeepsItsUsersAndGetsNoNewOnes()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        using var old = gateway.NewBrowser();
        var replica = await old.GetAsync();
        gateway.Fake(replica).HealthStatus = StatusCodes.Status503ServiceUnavailable;
        await gateway.ProbeAsync();

        Assert.Equal(ReplicaState.NotReady, gateway.Replica(replica).State);
        Assert.Equal(replica, await old.GetAsync());
        for (var i = 0; i < 5; i++)
        {
            using var browser = gateway.NewBrowser();
            Assert.NotEqual(replica, await browser.GetAsync());
        }
    }

    [Fact]
    public async Task Get_ReplicaReadyAgain_GetsNewUsers()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        gateway.Fake("webapp-1").HealthStatus = StatusCodes.Status500InternalServerError;
        await gateway.ProbeAsync();
        gateway.Fake("webapp-1").HealthStatus = StatusCodes.Status200OK;
        await gateway.ProbeAsync();

        var served = new HashSet<string>();
        for (var i = 0; i < 2; i++)
        {
            using var browser = gateway.NewBrowser();
            served.Add(await browser.GetAsync());
        }

        Assert.Equal(["webapp-1", "webapp-2"], served.Order());
    }
}
