using System.Net;

namespace BlazorAspire.Tests.Gateway.Pages;

public sealed class FullTests
{
    [Fact]
    public async Task Get_EveryReplicaIsFull_SaysSoAndTriesAgain()
    {
        await using var gateway = await StartAsync("full", "full");
        using var browser = gateway.NewBrowser();

        using var response = await browser.SendAsync(Page());
        var html = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Contains("<h1>The app is at capacity</h1>", html, StringComparison.Ordinal);
        Assert.Contains($"data-seconds=\"{response.Headers.RetryAfter.Delta!.Value.TotalSeconds}\"", html, StringComparison.Ordinal);
        Assert.Contains("role=\"status\"", html, StringComparison.Ordinal);
        Assert.All(gateway.Replicas, replica => Assert.Empty(replica.Requests));
    }

    [Theory]
    [InlineData("full", "draining", true)]
    [InlineData("full", "starting", true)]
    [InlineData("starting", "draining", false)]
    public async Task Get_NobodyReady_SpeaksOfPlacesOnlyWhereOneIsFull(string first, string second, bool full)
    {
        await using var gateway = await StartAsync(first, second);
        using var browser = gateway.NewBrowser();

        using var response = await browser.SendAsync(Page());

        Assert.Equal(full, (await response.Content.ReadAsStringAsync()).Contains("The app is at capacity", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_AnywhereWhereOthersAreFull_SaysSo()
    {
        await using var gateway = await StartAsync(null, "full");
        gateway.Fake("webapp-1").SendElsewhere("/", "*");
        using var browser = gateway.NewBrowser();

        using var response = await browser.SendAsync(Page());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("The app is at capacity", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Negotiate_EveryReplicaIsFull_IsAPlain503()
    {
        await using var gateway = await StartAsync("full", "full");
        using var browser = gateway.NewBrowser();

        using var response = await browser.SendAsync(HttpMethod.Post, "/_blazor/negotiate");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Get_APlaceIsFree_LetsIn()
    {
        await using var gateway = await StartAsync("full", "full");
        using var browser = gateway.NewBrowser();
        using var refused = await browser.SendAsync(Page());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);

        gateway.Fake("webapp-2").Declare(null);
        await gateway.ProbeAsync();

        Assert.Equal("webapp-2", await browser.GetAsync());
    }

    [Fact]
    public async Task Health_EveryReplicaIsFull_IsNotRed()
    {
        await using var gateway = await StartAsync("full", "full");
        using var browser = gateway.NewBrowser();

        Assert.Equal("Degraded", await browser.GetAsync("/health"));
    }

    private static async Task<GatewayHost> StartAsync(params string?[] states)
    {
        var gateway = await GatewayHost.StartAsync(states.Length);
        foreach (var (replica, state) in gateway.Replicas.Zip(states))
        {
            replica.Declare(state);
        }

        await gateway.ProbeAsync();
        return gateway;
    }

    private static HttpRequestMessage Page()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Accept", "text/html");
        return request;
    }
}
