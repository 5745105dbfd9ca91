using System.Collections.Concurrent;
using System.Net;
using System.Text;
using BlazorAspire.Gateway.Replicas;
using Microsoft.AspNetCore.Http;

namespace BlazorAspire.Tests.Gateway.Forwarding;

public sealed class FailoverTests
{
    [Fact]
    public async Task Get_ReplicaKilled_IsServedByAnotherAtOnce()
    {
        await using var gateway = await GatewayHost.StartAsync(3);
        using var browser = gateway.NewBrowser();
        var first = await browser.GetAsync();
        await gateway.Fake(first).KillAsync();

        var second = await browser.GetAsync();

        Assert.NotEqual(first, second);
        Assert.Equal(second, await browser.GetAsync());
        Assert.Equal(ReplicaState.Dead, gateway.Replica(first).State);
    }

    [Fact]
    public async Task Get_AllButOneKilled_FindsTheLastOne()
    {
        await using var gateway = await GatewayHost.StartAsync(4);
        using var browser = gateway.NewBrowser();
        var first = await browser.GetAsync();
        var last = gateway.Replicas.Last(replica => replica.Name != first);
        await Task.WhenAll(gateway.Replicas.Where(replica => replica != last).Select(replica => replica.KillAsync()));

        Assert.Equal(last.Name, await browser.GetAsync());
    }

    [Fact]
    public async Task Get_UsersOfKilledReplica_SpreadOverTheOthers()
    {
        await using var gateway = await GatewayHost.StartAsync(3);
        var browsers = Enumerable.Range(0, 12).Select(_ => gateway.NewBrowser()).ToList();
        foreach (var browser in browsers)
        {
            await browser.GetAsync();
        }

        await gateway.Fake("webapp-2").KillAsync();
        var served = new List<string>();
        foreach (var browser in browsers)
        {
            served.Add(await browser.GetAsync());
            browser.Dispose();
        }

        Assert.Equal([("webapp-1", 6), ("webapp-3", 6)], served.CountBy(name => name).Select(count => (count.Key, count.Value)).Order());
    }

    [Fact]
    public async Task Negotiate_ReplicaKilled_IsSentToAnother()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        using var browser = gateway.NewBrowser();
        var first = await browser.GetAsync();
        await gateway.Fake(first).KillAsync();

        using var response = await browser.SendAsync(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEqual(first, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Connect_ReplicaKilled_IsSentToAnother()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        using var browser = gateway.NewBrowser();
        var first = await browser.GetAsync();
        await gateway.Fake(first).KillAsync();

        using var socket = await browser.ConnectAsync();

        var second = await Browser.ReceiveAsync(socket);
        Assert.NotEqual(first, second);
        Assert.Equal(second, await browser.GetAsync());
    }

    [Fact]
    public async Task Post_WithBodyReplicaKilled_IsNotRepeated()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        using var browser = gateway.NewBrowser();
        var first = await browser.GetAsync();
        await gateway.Fake(first).KillAsync();
        var other = gateway.Replicas.Single(replica => replica.Name != first);

        using var response = await browser.SendAsync(HttpMethod.Post, "/order", new StringContent("one"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.DoesNotContain("POST /order", other.Requests);
        Assert.Equal(other.Name, await browser.GetAsync());
    }

    [Theory]
    [InlineData("GET", "/flaky", true)]
    [InlineData("OPTIONS", "/flaky", true)]
    [InlineData("DELETE", "/flaky", false)]
    [InlineData("POST", "/flaky", false)]
    [InlineData("GET", "/flaky?code=1&state=2", false)]
    [InlineData("GET", "/flaky?error=denied&state=2", false)]
    [InlineData("GET", "/flaky?state=open&page=2", true)]
    [InlineData("GET", "/flaky?code=DE", true)]
    [InlineData("POST", "/_blazor/negotiate", true)]
    public async Task Send_LivingReplicaBreaksConnection_RepeatsOnlyWhatIsSafeOnTheSameReplica(string method, string path, bool repeated)
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        using var browser = gateway.NewBrowser();
        var replica = gateway.Fake(await browser.GetAsync());
        var requests = 0;
        replica.Handlers[path.Split('?')[0]] = context =>
        {
            if (Interlocked.Increment(ref requests) == 1)
            {
                context.Abort();
                return Task.CompletedTask;
            }

            return context.Response.WriteAsync(replica.Name);
        };

        using var response = await browser.SendAsync(new HttpMethod(method), path);

        Assert.Equal(repeated ? HttpStatusCode.OK : HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal(repeated ? 2 : 1, requests);
        Assert.Equal(replica.Name, await browser.GetAsync());
    }

    [Fact]
    public async Task Get_ReplicaDiesBetweenHeadersAndBody_IsNotRepeated()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        using var browser = gateway.NewBrowser();
        var replica = gateway.Fake(await browser.GetAsync());
        var served = new ConcurrentQueue<string>();
        var clientHasHeaders = new TaskCompletionSource();
        foreach (var each in gateway.Replicas)
        {
            each.Handlers["/half"] = async context =>
            {
                served.Enqueue(each.Name);
                context.Response.ContentLength = 100;
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("half"));
                await clientHasHeaders.Task;
                context.Abort();
            };
        }

        using var response = await browser.SendAsync(HttpMethod.Get, "/half");
        clientHasHeaders.SetResult();

        await Assert.ThrowsAnyAsync<Exception>(response.Content.ReadAsStringAsync);
        Assert.Equal([replica.Name], served);
    }

    [Fact]
    public async Task Get_KilledReplicaBack_GetsNewUsersAgain()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        using var browser = gateway.NewBrowser();
        var first = await browser.GetAsync();
        await gateway.Fake(first).KillAsync();
        var second = await browser.GetAsync();
        await gateway.Fake(first).StartAsync();
        await gateway.ProbeAsync();

        Assert.Equal(second, await browser.GetAsync());
        var served = new HashSet<string>();
        for (var i = 0; i < 4; i++)
        {
            using var other = gateway.NewBrowser();
            served.Add(await other.GetAsync());
        }

        Assert.Contains(first, served);
    }
}
