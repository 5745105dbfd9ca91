using System.Net;
using BlazorAspire.Gateway.Replicas;
using Microsoft.AspNetCore.Http;

namespace BlazorAspire.Tests.Gateway.Forwarding;

public sealed class RerouteTests
{
    [Fact]
    public async Task Get_Anywhere_IsServedByAnotherAndTheBrowserStaysThere()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        using var browser = gateway.NewBrowser();
        var first = await browser.GetAsync();
        gateway.Fake(first).SendElsewhere("/", "*");

        using var response = await browser.SendAsync(HttpMethod.Get, "/");
        var second = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEqual(first, second);
        Assert.Equal(second, await browser.GetAsync("/other"));
    }

    [Fact]
    public async Task Get_Anywhere_NothingOfTheFirstAnswerReachesTheBrowser()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        using var browser = gateway.NewBrowser();
        var first = await browser.GetAsync();
        gateway.Fake(first).SendElsewhere("/", "*");

        using var response = await browser.SendAsync(HttpMethod.Get, "/");

        Assert.All(response.Headers.GetValues("Set-Cookie"), cookie => Assert.StartsWith("BlazorAspire.Affinity.", cookie, StringComparison.Ordinal));
        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("BlazorAspire-", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(null, ReplicaState.Draining)]
    [InlineData("draining", ReplicaState.Draining)]
    [InlineData("full", ReplicaState.Full)]
    internal async Task Get_Anywhere_ReplicaGetsNoNewUsersBeforeTheNextProbe(string? declared, ReplicaState expected)
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        gateway.Fake("webapp-1").SendElsewhere("/", "*", declared);
        for (var i = 0; i < 4; i++)
        {
            using var browser = gateway.NewBrowser();
            Assert.Equal("webapp-2", await browser.GetAsync());
        }

        Assert.Equal(expected, gateway.Replica("webapp-1").State);
        Assert.Single(gateway.Fake("webapp-1").Requests);
    }

    [Fact]
    public async Task Get_Named_ReplicaStaysInUse()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        gateway.Fake("webapp-1").SendElsewhere("/", "webapp-2");
        using var browser = gateway.NewBrowser();

        await browser.GetAsync();

        Assert.Equal(ReplicaState.Ready, gateway.Replica("webapp-1").State);
    }

    [Fact]
    public async Task Get_SeveralNamed_GoesToTheOneWithFewestCircuits()
    {
        await using var gateway = await GatewayHost.StartAsync(4);
        using var browser = gateway.NewBrowser();
        var first = await browser.GetAsync();
        var others = gateway.Replicas.Select(replica => replica.Name).Where(name => name != first).ToList();
        gateway.Replica(others[0]).CircuitOpened();
        gateway.Replica(others[1]).CircuitOpened();
        gateway.Replica(others[1]).CircuitOpened();
        gateway.Fake(first).SendElsewhere("/", $"{others[1]}, {others[0].ToUpperInvariant()}");

        Assert.Equal(others[0], await browser.GetAsync());
    }

    [Theory]
    [InlineData("webapp-9")]
    [InlineData("evil.example:80, http://127.0.0.1:1/, ../webapp-1, ''")]
    [InlineData("")]
    [InlineData(" , ,")]
    public async Task Get_NamesThatAreNoReplicas_StaysAndIsToldSo(string names)
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        using var browser = gateway.NewBrowser();
        var first = await browser.GetAsync();
        SendElsewhereUnlessTold(gateway.Fake(first), names);

        Assert.Equal(first + " stays 1", await browser.GetAsync());
        Assert.Equal(2, gateway.Fake(first).Requests.Count(request => request == "GET /") - 1);
    }

    [Fact]
    public async Task Get_NamedAndUnknown_GoesToTheOneThereIs()
    {
        await using var gateway = await GatewayHost.StartAsync(3);
        gateway.Fake("webapp-1").SendElsewhere("/", "webapp-7, webapp-3, webapp-8");
        using var browser = gateway.NewBrowser();

        Assert.Equal("webapp-3", await browser.GetAsync());
    }

    [Theory]
    [InlineData("draining")]
    [InlineData("full")]
    [InlineData("starting")]
    public async Task Get_NamedIsNotReady_Stays(string state)
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        gateway.Fake("webapp-2").Declare(state);
        await gateway.ProbeAsync();
        SendElsewhereUnlessTold(gateway.Fake("webapp-1"), "webapp-2");
        using var browser = gateway.NewBrowser();

        Assert.Equal("webapp-1 stays 1", await browser.GetAsync());
    }

    [Theory]
    [InlineData(17_000)]
    [InlineData(200_000)]
    public async Task Get_OversizedNames_NobodyIsSentByThem(int length)
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        SendElsewhereUnlessTold(gateway.Fake("webapp-1"), "webapp-2," + new string('x', length));
        using var browser = gateway.NewBrowser();

        using var response = await browser.SendAsync(HttpMethod.Get, "/");

        Assert.Empty(gateway.Fake("webapp-2").Requests);
        Assert.Equal(length < 64 * 1024 ? HttpStatusCode.OK : HttpStatusCode.BadGateway, response.StatusCode);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("webapp-1, webapp-2, webapp-3")]
    [InlineData("webapp-9")]
    public async Task Get_EveryReplicaSendsElsewhere_EndsInOneAttemptMoreThanReplicas(string to)
    {
        await using var gateway = await GatewayHost.StartAsync(3);
        foreach (var replica in gateway.Replicas)
        {
            replica.SendElsewhere("/", to);
        }

        using var browser = gateway.NewBrowser();
        using var response = await browser.SendAsync(HttpMethod.Get, "/");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.InRange(gateway.Replicas.Sum(replica => replica.Requests.Count), 2, 4);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Get_TwoReplicasNameEachOther_TheSecondServesIt()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        SendElsewhereUnlessTold(gateway.Fake("webapp-1"), "webapp-2");
        SendElsewhereUnlessTold(gateway.Fake("webapp-2"), "webapp-1");
        using var browser = gateway.NewBrowser();

        Assert.Equal("webapp-2 stays 1", await browser.GetAsync());
    }

    [Fact]
    public async Task Get_NextReplicaIsDead_GoesOnToTheThird()
    {
        await using var gateway = await GatewayHost.StartAsync(3);
        using var browser = gateway.NewBrowser();
        var first = await browser.GetAsync();
        var others = gateway.Replicas.Where(replica => replica.Name != first).ToList();
        gateway.Replica(others[1].Name).CircuitOpened();
        await others[0].KillAsync();
        gateway.Fake(first).SendElsewhere("/", "*", "full");

        Assert.Equal(others[1].Name, await browser.GetAsync());
        Assert.Equal(2, gateway.Fake(first).Requests.Count);
    }

    [Fact]
    public async Task Negotiate_Anywhere_IsSentToAnother()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        using var browser = gateway.NewBrowser();
        var first = await browser.GetAsync();
        gateway.Fake(first).SendElsewhere("/_blazor/negotiate", "*");

        using var response = await browser.SendAsync(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEqual(first, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Connect_Anywhere_IsSentToAnother()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        gateway.Fake("webapp-1").SendElsewhere("/_blazor", "*");
        using var browser = gateway.NewBrowser();

        using var socket = await browser.ConnectAsync();

        Assert.Equal("webapp-2", await Browser.ReceiveAsync(socket));
    }

    [Fact]
    public async Task Post_WithBody_IsNotRepeated()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        gateway.Fake("webapp-1").SendElsewhere("/order", "*");
        using var browser = gateway.NewBrowser();

        using var response = await browser.SendAsync(HttpMethod.Post, "/order", new StringContent("one"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Empty(gateway.Fake("webapp-2").Requests);
        Assert.Equal(ReplicaState.Draining, gateway.Replica("webapp-1").State);
    }

    [Fact]
    public async Task Get_HeaderOnAnotherStatus_IsDroppedAndMeansNothing()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        gateway.Fake("webapp-1").Handlers["/"] = context =>
        {
            context.Response.Headers["BlazorAspire-Elsewhere"] = "*";
            context.Response.Headers["BlazorAspire-State"] = "draining";
            context.Response.Headers["blazoraspire-stay"] = "1";
            return context.Response.WriteAsync("served");
        };
        using var browser = gateway.NewBrowser();

        using var response = await browser.SendAsync(HttpMethod.Get, "/");

        Assert.Equal("served", await response.Content.ReadAsStringAsync());
        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("BlazorAspire-", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(ReplicaState.Ready, gateway.Replica("webapp-1").State);
    }

    [Fact]
    public async Task Request_InternalHeadersFromTheBrowser_AreDropped()
    {
        await using var gateway = await GatewayHost.StartAsync(1);
        var seen = new List<string>();
        gateway.Replicas[0].Handlers["/"] = context =>
        {
            seen.AddRange(context.Request.Headers.Keys.Where(name => name.StartsWith("BlazorAspire", StringComparison.OrdinalIgnoreCase)));
            return Task.CompletedTask;
        };
        using var browser = gateway.NewBrowser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        foreach (var name in new[] { "BlazorAspire-Stay", "blazoraspire-elsewhere", "BLAZORASPIRE-STATE", "BlazorAspire-Drain-Key" })
        {
            request.Headers.Add(name, "1");
        }

        using var response = await browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(seen);
    }

    private static void SendElsewhereUnlessTold(FakeReplica replica, string to)
    {
        replica.SendElsewhere("/", to);
        var refuse = replica.Handlers["/"];
        replica.Handlers["/"] = context => context.Request.Headers.TryGetValue("BlazorAspire-Stay", out var stay)
            ? context.Response.WriteAsync($"{replica.Name} stays {stay}")
            : refuse(context);
    }
}
