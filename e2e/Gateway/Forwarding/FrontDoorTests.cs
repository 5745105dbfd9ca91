using System.Net;
using System.Text.Json;
using BlazorAspire.LoadTest.Bench;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Tests.Gateway.Forwarding;

/// <summary>Another proxy before the gateway, such as one that ends TLS.</summary>
public sealed class FrontDoorTests
{
    private static readonly (string Name, string Value)[] Claims =
    [
        ("X-Forwarded-For", "198.51.100.7"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "app.example"), ("X-Forwarded-Prefix", "/shop"),
    ];

    [Fact]
    public async Task Request_OfANamedNetwork_IsWhatTheProxySays()
    {
        var (seen, cookie) = await SeenByReplicaAsync("--ForwardedHeaders:KnownNetworks:0=127.0.0.0/8");

        Assert.All(Claims, claim => Assert.Equal(claim.Value, seen[claim.Name]));
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [SkippableFact]
    public async Task Request_OverIpv6_TellsTheClientsAddress()
    {
        Skip.IfNot(ProxyFiles.HasIpv6, "This machine has no IPv6.");
        await using var gateway = await GatewayHost.StartAsync(1, null, "--urls=http://[::1]:0");
        gateway.Replicas[0].Handlers["/headers"] = context => context.Response.WriteAsync(context.Request.Headers["X-Forwarded-For"].ToString());
        using var client = new HttpClient { BaseAddress = gateway.Address };

        Assert.Equal("::1", await client.GetStringAsync(new Uri("/headers", UriKind.Relative)));
    }

    [Theory]
    [InlineData]
    [InlineData("--ForwardedHeaders:KnownNetworks:0=10.1.0.0/16")]
    public async Task Request_OfAnotherNetwork_IsWhatItIs(params string[] settings)
    {
        var (seen, cookie) = await SeenByReplicaAsync(settings);

        Assert.Equal(("127.0.0.1", "http"), (seen["X-Forwarded-For"], seen["X-Forwarded-Proto"]));
        Assert.NotEqual("app.example", seen["X-Forwarded-Host"]);
        Assert.DoesNotContain("X-Forwarded-Prefix", seen.Keys);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Start_WithAWrongNetwork_SaysHowToWriteIt()
    {
        var problem = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayHost.StartAsync(1, null, "--ForwardedHeaders:KnownNetworks:0=proxy"));

        Assert.StartsWith("ForwardedHeaders:KnownNetworks has 'proxy', which is not a network. Write it as address/prefix", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cache-Control", "max-age=31536000, immutable", false)]
    [InlineData("Cache-Control", "public", false)]
    [InlineData("Last-Modified", "Tue, 01 Dec 2026 00:00:00 GMT", false)]
    [InlineData("ETag", "\"abc\"", false)]
    [InlineData("Cache-Control", "private", true)]
    [InlineData("Cache-Control", "no-cache, no-store, max-age=0", true)]
    public async Task Answer_ThatACacheMayKeep_CarriesNoCookieOfABrowser(string header, string value, bool hasCookie)
    {
        await using var gateway = await GatewayHost.StartAsync(1);
        gateway.Replicas[0].Handlers["/file"] = context =>
        {
            context.Response.Headers[header] = value;
            return Task.CompletedTask;
        };
        using var client = new HttpClient { BaseAddress = gateway.Address };

        using var answer = await client.GetAsync(new Uri("/file", UriKind.Relative));

        Assert.Equal((HttpStatusCode.OK, hasCookie), (answer.StatusCode, answer.Headers.Contains("Set-Cookie")));
    }

    private static async Task<(Dictionary<string, string> Headers, string Cookie)> SeenByReplicaAsync(params string[] settings)
    {
        await using var gateway = await GatewayHost.StartAsync(1, null, settings);
        gateway.Replicas[0].Handlers["/headers"] = context =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return context.Response.WriteAsJsonAsync(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()));
        };
        using var client = new HttpClient { BaseAddress = gateway.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/headers");
        foreach (var (name, value) in Claims)
        {
            request.Headers.Add(name, value);
        }

        using var answer = await client.SendAsync(request);
        var seen = JsonSerializer.Deserialize<Dictionary<string, string>>(await answer.Content.ReadAsStringAsync())!;
        return (new(seen, StringComparer.OrdinalIgnoreCase), answer.Headers.GetValues("Set-Cookie").Single());
    }
}
