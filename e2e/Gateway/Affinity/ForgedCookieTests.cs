using System.Net;
using BlazorAspire.Gateway.Affinity;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.SessionAffinity;

namespace BlazorAspire.Tests.Gateway.Affinity;

public sealed class ForgedCookieTests
{
    public static TheoryData<string> Forgeries => new("BlazorAspire.Affinity=webapp-1", "BlazorAspire.Affinity=" + new string('A', 4096),
        "BlazorAspire.Affinity=;", "BlazorAspire.Affinity=a; BlazorAspire.Affinity=b", "BlazorAspire.Affinity=%F0%9F%92%A9", "BlazorAspire.Affinity=\"quoted\"");

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task Get_ForgedCookie_IsRedistributedAndReissued(string cookie)
    {
        await using var gateway = await GatewayHost.StartAsync(3);
        var served = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            using var connection = await RawConnection.OpenAsync(gateway.Address);
            await connection.SendAsync("GET / HTTP/1.1", "Host: x", $"Cookie: {cookie}");
            var response = await connection.ReceiveAsync();
            Assert.Equal(200, response.Status);
            Assert.StartsWith("BlazorAspire.Affinity.", response.Headers["Set-Cookie"].Last(), StringComparison.Ordinal);
            served.Add(response.Headers["X-Replica"].Single());
        }

        Assert.Equal([2, 2, 2], served.CountBy(name => name).Select(count => count.Value));
    }

    [Fact]
    public async Task Get_CookieOfUnknownReplica_IsReissued()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        using var browser = gateway.NewBrowser();
        var token = gateway.Services.GetServices<ISessionAffinityPolicy>().OfType<ReplicaCookie>().Single().Write("webapp-9");
        browser.Cookies.Add(gateway.Address, new Cookie("BlazorAspire.Affinity", token));

        var first = await browser.GetAsync();

        Assert.NotEqual(token, browser.AffinityCookie);
        Assert.Equal(first, await browser.GetAsync());
    }

    [Fact]
    public async Task Get_CookieOfDeadReplica_IsReissued()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        using var browser = gateway.NewBrowser();
        var first = await browser.GetAsync();
        var token = browser.AffinityCookie;
        await gateway.Fake(first).KillAsync();

        var second = await browser.GetAsync();

        Assert.NotEqual(first, second);
        Assert.NotEqual(token, browser.AffinityCookie);
        Assert.Equal(second, await browser.GetAsync());
    }

    [Fact]
    public async Task Get_CookieAlreadyHeld_IsNotIssuedAgain()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        using var browser = gateway.NewBrowser();
        await browser.GetAsync();

        using var response = await browser.SendAsync(HttpMethod.Get, "/");

        Assert.False(response.Headers.Contains("Set-Cookie"));
    }
}
