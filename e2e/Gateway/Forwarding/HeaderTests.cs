using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BlazorAspire.Tests.Gateway.Forwarding;

public sealed class HeaderTests
{
    [Fact]
    public async Task Request_ForgedForwardedHeaders_AreOverwritten()
    {
        var seen = await SeenByReplicaAsync("GET / HTTP/1.1", "Host: app.example:8080", "X-Forwarded-For: 6.6.6.6", "X-Forwarded-Proto: https",
            "X-Forwarded-Host: evil.example", "X-Forwarded-Prefix: /evil", "X-Forwarded-Port: 1", "Forwarded: for=6.6.6.6", "X-Real-IP: 6.6.6.6",
            "X-Original-Host: evil.example");

        Assert.Equal("127.0.0.1", seen["X-Forwarded-For"]);
        Assert.Equal("http", seen["X-Forwarded-Proto"]);
        Assert.Equal("app.example:8080", seen["X-Forwarded-Host"]);
        Assert.Equal("app.example:8080", seen["Host"]);
        Assert.Empty(seen.Keys.Intersect(["X-Forwarded-Prefix", "X-Forwarded-Port", "Forwarded", "X-Real-IP", "X-Original-Host"]));
    }

    [Fact]
    public async Task Request_HopByHopHeaders_AreDropped()
    {
        var seen = await SeenByReplicaAsync("GET / HTTP/1.1", "Host: x", "Connection: X-Secret, Host", "X-Secret: 1", "Keep-Alive: timeout=5",
            "TE: trailers", "Proxy-Authorization: Basic x", "Proxy-Connection: keep-alive", "Upgrade: h2c", "HTTP2-Settings: x", "X-Kept: 1");

        Assert.Equal(["Host", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Kept"], seen.Keys.Where(name => name != "traceparent").Order());
    }

    [Fact]
    public async Task Request_ConnectionNamesForwardedHeaders_TheyAreSetAllTheSame()
    {
        var seen = await SeenByReplicaAsync("GET / HTTP/1.1", "Host: x", "Connection: X-Forwarded-For, X-Forwarded-Proto");

        Assert.Equal(("127.0.0.1", "http"), (seen["X-Forwarded-For"], seen["X-Forwarded-Proto"]));
    }

    [Fact]
    public async Task Request_ClientTrace_IsContinuedOnce()
    {
        var seen = await SeenByReplicaAsync("GET / HTTP/1.1", "Host: x", "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        Assert.DoesNotContain(',', seen["traceparent"]);
        Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", seen["traceparent"], StringComparison.Ordinal);
        Assert.DoesNotContain("b7ad6b7169203331", seen["traceparent"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_BytesOutsideAscii_PassUnchanged()
    {
        var seen = await SeenByReplicaAsync("GET / HTTP/1.1", "Host: x", "X-Name: Zo\u00c3\u00ab");

        Assert.Equal("Zoë", seen["X-Name"]);
    }

    [Theory]
    [InlineData("/a%2Fb?x=%2F&y=a+b")]
    [InlineData("/caf%C3%A9/%25")]
    [InlineData("//double//slash")]
    [InlineData("/a;b=c/[x]")]
    public async Task Request_Target_PassesUnchanged(string target)
    {
        await using var gateway = await GatewayHost.StartAsync(1);
        foreach (var path in new[] { "/a%2Fb", "/café/%", "//double//slash", "/a;b=c/[x]" })
        {
            gateway.Replicas[0].Handlers[path] = context => context.Response.WriteAsync(context.Features.Get<IHttpRequestFeature>()!.RawTarget);
        }

        using var connection = await RawConnection.OpenAsync(gateway.Address);
        await connection.SendAsync($"GET {target} HTTP/1.1", "Host: x", "Connection: close");

        Assert.Contains("\r\n" + target + "\r\n", await connection.ReceiveAllAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Response_HopByHopAndServerHeaders_AreDropped()
    {
        await using var gateway = await GatewayHost.StartAsync(1);
        gateway.Replicas[0].Handlers["/"] = context =>
        {
            context.Response.Headers.Connection = "X-Internal";
            context.Response.Headers["X-Internal"] = "1";
            context.Response.Headers["Keep-Alive"] = "timeout=5";
            context.Response.Headers.Server = "Fake/1.0";
            context.Response.Headers["X-Kept"] = "1";
            return Task.CompletedTask;
        };
        using var browser = gateway.NewBrowser();

        using var response = await browser.SendAsync(HttpMethod.Get, "/");

        Assert.True(response.Headers.Contains("X-Kept"));
        Assert.False(response.Headers.Contains("X-Internal"));
        Assert.False(response.Headers.Contains("Keep-Alive"));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Response_SeveralCookies_AllArrive()
    {
        await using var gateway = await GatewayHost.StartAsync(1);
        gateway.Replicas[0].Handlers["/"] = context =>
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers.Append("Set-Cookie", "a=1");
            context.Response.Headers.Append("Set-Cookie", "b=2");
            return Task.CompletedTask;
        };
        using var browser = gateway.NewBrowser();

        using var response = await browser.SendAsync(HttpMethod.Get, "/");

        Assert.Equal(["a", "b", "BlazorAspire"], response.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split('=', '.')[0]));
    }

    [Fact]
    public async Task Response_Redirect_IsPassedOn()
    {
        await using var gateway = await GatewayHost.StartAsync(1);
        gateway.Replicas[0].Handlers["/old"] = context =>
        {
            context.Response.Redirect("/new");
            return Task.CompletedTask;
        };
        using var browser = gateway.NewBrowser();

        using var response = await browser.SendAsync(HttpMethod.Get, "/old");

        Assert.Equal("/new", response.Headers.Location?.OriginalString);
    }

    private static async Task<Dictionary<string, string>> SeenByReplicaAsync(params string[] lines)
    {
        await using var gateway = await GatewayHost.StartAsync(1);
        gateway.Replicas[0].Handlers["/"] = async context =>
        {
            var json = JsonSerializer.Serialize(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()));
            context.Response.ContentLength = json.Length;
            await context.Response.WriteAsync(json);
        };
        using var connection = await RawConnection.OpenAsync(gateway.Address);
        await connection.SendAsync(lines);
        var response = await connection.ReceiveAsync();
        Assert.Equal(200, response.Status);
        return new Dictionary<string, string>(JsonSerializer.Deserialize<Dictionary<string, string>>(response.Body)!, StringComparer.OrdinalIgnoreCase);
    }
}
