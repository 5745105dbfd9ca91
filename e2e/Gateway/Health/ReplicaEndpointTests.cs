using System.Net;

namespace BlazorAspire.Tests.Gateway.Health;

public sealed class ReplicaEndpointTests
{
    [Theory]
    [InlineData(null, HttpStatusCode.OK, "Ready")]
    [InlineData("full", HttpStatusCode.ServiceUnavailable, "Full")]
    [InlineData("draining", HttpStatusCode.ServiceUnavailable, "Draining")]
    public async Task Get_Replica_TellsWhetherItGetsNewUsers(string? state, HttpStatusCode status, string text)
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        gateway.Fake("webapp-1").Declare(state);
        await gateway.ProbeAsync();
        using var browser = gateway.NewBrowser();

        using var response = await browser.SendAsync(HttpMethod.Get, "/health/webapp-1");

        Assert.Equal((status, text), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Get_Unknown_NamesTheReplicasThatThereAre()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        using var browser = gateway.NewBrowser();

        using var response = await browser.SendAsync(HttpMethod.Get, "/health/webapp-9");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("webapp-1, webapp-2", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
