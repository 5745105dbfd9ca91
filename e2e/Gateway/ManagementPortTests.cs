using System.Net;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Gateway;

/// <summary>The gateway sends what it does not know to a replica, but nothing that comes to its management port.</summary>
public sealed class ManagementPortTests
{
    [Theory]
    [InlineData("/metrics")]
    [InlineData("/metrics/x")]
    [InlineData("/health/x/y")]
    [InlineData("/alive/_blazor")]
    [InlineData("/counter")]
    public async Task ManagementPort_PathThatIsNotItsOwn_IsNotForwarded(string path)
    {
        var port = FreePort.Find();
        await using var gateway = await GatewayHost.StartAsync(1, settings: $"--Management:Port={port}");
        await gateway.ProbeAsync();
        using var client = new HttpClient();

        using var forwarded = await client.GetAsync(new Uri(gateway.Address, "/page"));
        using var own = await client.GetAsync($"http://127.0.0.1:{port}/health/webapp-1");
        using var other = await client.GetAsync($"http://127.0.0.1:{port}{path}");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound), (forwarded.StatusCode, own.StatusCode, other.StatusCode));
        Assert.Equal(["GET /page"], gateway.Fake("webapp-1").Requests);
    }
}
