using System.Net;
using BlazorAspire.Gateway.Replicas;

namespace BlazorAspire.Tests.Gateway.Forwarding;

public sealed class DrainingTests
{
    [Theory]
    [InlineData("draining")]
    [InlineData("full")]
    [InlineData("starting")]
    public async Task Get_NewUsers_AreNotSentThere(string state)
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        gateway.Fake("webapp-1").Declare(state);
        await gateway.ProbeAsync();
        for (var i = 0; i < 4; i++)
        {
            using var browser = gateway.NewBrowser();
            Assert.Equal("webapp-2", await browser.GetAsync());
        }
    }

    [Theory]
    [InlineData("full")]
    [InlineData("starting")]
    public async Task Get_OwnUsersOfAFullReplica_StayThere(string state)
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        using var browser = gateway.NewBrowser();
        var first = await browser.GetAsync();
        gateway.Fake(first).Declare(state);
        await gateway.ProbeAsync();

        using var page = await browser.SendAsync(Page("/"));
        using var negotiate = await browser.SendAsync(HttpMethod.Post, "/_blazor/negotiate");
        using var socket = await browser.ConnectAsync();

        Assert.Equal(first, await page.Content.ReadAsStringAsync());
        Assert.Equal(first, await negotiate.Content.ReadAsStringAsync());
        Assert.Equal(first, await Browser.ReceiveAsync(socket));
    }

    [Fact]
    public async Task Get_PageOfAUserOfADrainingReplica_IsServedByAnotherWithoutAsking()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        using var browser = gateway.NewBrowser();
        var first = await DrainOwnAsync(gateway, browser);

        using var page = await browser.SendAsync(Page("/"));

        Assert.NotEqual(first, await page.Content.ReadAsStringAsync());
        Assert.Single(gateway.Fake(first).Requests);
    }

    [Theory]
    [InlineData("POST", "/_blazor/negotiate?negotiateVersion=1")]
    [InlineData("POST", "/sub/_blazor/negotiate")]
    [InlineData("POST", "/hubs/board/negotiate?negotiateVersion=1")]
    public async Task Negotiate_UserOfADrainingReplica_IsServedByAnotherAndStaysThere(string method, string path)
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        using var browser = gateway.NewBrowser();
        var first = await DrainOwnAsync(gateway, browser);

        using var response = await browser.SendAsync(new HttpMethod(method), path);
        var second = await response.Content.ReadAsStringAsync();
        using var socket = await browser.ConnectAsync("/_blazor?id=1");

        Assert.NotEqual(first, second);
        Assert.Equal(second, await Browser.ReceiveAsync(socket));
    }

    [Theory]
    [InlineData("GET", "/app.css")]
    [InlineData("GET", "/_framework/blazor.web.js")]
    [InlineData("GET", "/_blazor?id=abc")]
    [InlineData("POST", "/_blazor?id=abc")]
    [InlineData("DELETE", "/_blazor?id=abc")]
    [InlineData("POST", "/_blazor/disconnect")]
    [InlineData("POST", "/api/save")]
    public async Task Send_WhatMayBelongToAnOpenCircuit_StillGoesToTheDrainingReplica(string method, string path)
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        using var browser = gateway.NewBrowser();
        var first = await DrainOwnAsync(gateway, browser);

        using var response = await browser.SendAsync(new HttpMethod(method), path);

        Assert.Equal(first, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Get_FormOfAPageWithBody_StaysOnTheDrainingReplica()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        using var browser = gateway.NewBrowser();
        var first = await DrainOwnAsync(gateway, browser);
        using var request = Page("/form");
        request.Method = HttpMethod.Post;
        request.Content = new StringContent("a=1");

        using var response = await browser.SendAsync(request);

        Assert.Equal(first, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Connect_OpenCircuitOfADrainingReplica_GoesOn()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        using var browser = gateway.NewBrowser();
        await browser.GetAsync();
        using var socket = await browser.ConnectAsync();
        var first = await Browser.ReceiveAsync(socket);
        gateway.Fake(first).Declare("draining");
        await gateway.ProbeAsync();

        await socket.SendAsync("still here"u8.ToArray(), System.Net.WebSockets.WebSocketMessageType.Text, true, CancellationToken.None);

        Assert.Equal("still here", await Browser.ReceiveAsync(socket));
    }

    [Fact]
    public async Task Get_NoOtherReplicaIsReady_TheDrainingOneIsAsked()
    {
        await using var gateway = await GatewayHost.StartAsync(1);
        using var browser = gateway.NewBrowser();
        var first = await DrainOwnAsync(gateway, browser);

        using var page = await browser.SendAsync(Page("/"));

        Assert.Equal(first, await page.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Get_DrainedReplicaStartedAnew_GetsNewUsersAgain()
    {
        await using var gateway = await GatewayHost.StartAsync(1);
        using var browser = gateway.NewBrowser();
        await DrainOwnAsync(gateway, browser);
        using var refused = gateway.NewBrowser();
        using var response = await refused.SendAsync(Page("/"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);

        gateway.Fake("webapp-1").Declare(null);
        await gateway.ProbeAsync();

        Assert.Equal("webapp-1", await refused.GetAsync());
    }

    private static async Task<string> DrainOwnAsync(GatewayHost gateway, Browser browser)
    {
        var first = await browser.GetAsync();
        gateway.Fake(first).Declare("draining");
        await gateway.ProbeAsync();
        Assert.Equal(ReplicaState.Draining, gateway.Replica(first).State);
        return first;
    }

    private static HttpRequestMessage Page(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        return request;
    }
}
