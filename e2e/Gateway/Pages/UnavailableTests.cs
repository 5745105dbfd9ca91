using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BlazorAspire.Tests.Gateway.Pages;

public sealed class UnavailableTests
{
    [Fact]
    public async Task Get_NoReplicaUp_GivesAPageThatRetries()
    {
        await using var gateway = await StartWithoutReplicasAsync();
        using var browser = gateway.NewBrowser();

        using var response = await GetAsync(browser, "text/html,*/*");
        var html = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Contains("<noscript><meta http-equiv=\"refresh\"", html, StringComparison.Ordinal);
        Assert.Contains("--bg", html, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", html, StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Get_NoReplicaUp_PageAsksForNothingElse()
    {
        await using var gateway = await StartWithoutReplicasAsync();
        using var browser = gateway.NewBrowser();

        using var response = await GetAsync(browser, "text/html");
        var html = await response.Content.ReadAsStringAsync();

        Assert.Empty(Regex.Matches(html, "(src|href)=\"[^\"]+\"|url\\(|@import"));
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    /// <summary>A form that was sent, and the end of a sign-in: a page that tries again by itself would do it twice.</summary>
    [Theory]
    [InlineData("POST", "/order")]
    [InlineData("GET", "/signin?code=1&state=2")]
    [InlineData("GET", "/signin?error=access_denied&state=2")]
    public async Task Send_WhatMustNotBeRepeated_GivesAPageThatDoesNotRetry(string method, string path)
    {
        await using var gateway = await StartWithoutReplicasAsync();
        using var browser = gateway.NewBrowser();
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("Accept", "text/html");

        using var response = await browser.SendAsync(request);
        var html = await response.Content.ReadAsStringAsync();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "text/html"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.DoesNotMatch("http-equiv=\"refresh\"|data-seconds=|id=\"now\"|{{", html);
        Assert.Contains("<a href=\"/\">Open the start page</a>", html, StringComparison.Ordinal);
        Assert.Contains("has not been carried out", html, StringComparison.Ordinal);
        Assert.DoesNotContain("tries again", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/x")]
    [InlineData("POST", "/_blazor/negotiate")]
    public async Task Send_NotHtml_GivesAProblem(string method, string path)
    {
        await using var gateway = await StartWithoutReplicasAsync();
        using var browser = gateway.NewBrowser();

        using var response = await browser.SendAsync(new HttpMethod(method), path);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(503, problem.RootElement.GetProperty("status").GetInt32());
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Get_AllReplicasKilledWhileInUse_GivesThePage()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        using var browser = gateway.NewBrowser();
        await browser.GetAsync();
        await Task.WhenAll(gateway.Replicas.Select(replica => replica.KillAsync()));

        using var first = await GetAsync(browser, "text/html");
        using var second = await GetAsync(browser, "text/html");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, first.StatusCode);
        Assert.Equal("text/html", first.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
    }

    [Fact]
    public async Task Get_OneReplicaBack_IsServedAgain()
    {
        await using var gateway = await StartWithoutReplicasAsync();
        using var browser = gateway.NewBrowser();
        using var down = await GetAsync(browser, "text/html");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, down.StatusCode);

        await gateway.Replicas[0].StartAsync();
        await gateway.ProbeAsync();

        Assert.Equal("webapp-1", await browser.GetAsync());
    }

    [Fact]
    public async Task Health_FollowsReplicas_AndAliveDoesNot()
    {
        await using var gateway = await StartWithoutReplicasAsync();
        using var browser = gateway.NewBrowser();
        using var red = await browser.SendAsync(HttpMethod.Get, "/health");
        using var alive = await browser.SendAsync(HttpMethod.Get, "/alive");
        await gateway.Replicas[0].StartAsync();
        await gateway.ProbeAsync();
        using var green = await browser.SendAsync(HttpMethod.Get, "/health");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK, HttpStatusCode.OK), (red.StatusCode, alive.StatusCode, green.StatusCode));
        Assert.Empty(gateway.Replicas[0].Requests);
    }

    private static async Task<GatewayHost> StartWithoutReplicasAsync()
    {
        var replicas = await Task.WhenAll(FakeReplica.StartAsync("webapp-1"), FakeReplica.StartAsync("webapp-2"));
        await Task.WhenAll(replicas.Select(replica => replica.KillAsync()));
        return await GatewayHost.StartAsync(replicas);
    }

    private static Task<HttpResponseMessage> GetAsync(Browser browser, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Accept", accept);
        return browser.SendAsync(request);
    }
}
