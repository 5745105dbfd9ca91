using BlazorAspire.Gateway.Affinity;
using BlazorAspire.Gateway.Forwarding;
using BlazorAspire.Gateway.Replicas;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.SessionAffinity;

namespace BlazorAspire.Tests.Gateway.Replicas;

public sealed class SettingsTests
{
    private const string Replica = "--services:webapp-1:http:0=http://127.0.0.1:1";

    [Fact]
    public void Build_NoReplica_SaysSo()
    {
        var exception = Assert.Throws<OptionsValidationException>(() => GatewayProgram.Build([]));

        Assert.Equal("No replica is configured. Set 'services:{name}:http:0' to the address of each replica, or start the gateway through the app host.", exception.Message);
    }

    [Theory]
    [InlineData("--services:webapp-2:http:0=127.0.0.1:5001", "'services:webapp-2:http:0' is '127.0.0.1:5001'.")]
    [InlineData("--services:webapp-2:http:0=ftp://x", "'services:webapp-2:http:0' is 'ftp://x'.")]
    [InlineData("--services:webapp-2:https:0=https://x/path", "'services:webapp-2:https:0' is 'https://x/path'.")]
    [InlineData("--Gateway:Health:Interval=00:00:00", "'Gateway:Health:Interval' is 00:00:00. Set it to a value from 00:00:00.0500000 to 00:05:00.")]
    [InlineData("--Gateway:Health:DeadAfter=0", "'Gateway:Health:DeadAfter' is 0. Set it to a value from 1 to 100.")]
    [InlineData("--Gateway:Health:Path=health", "'Gateway:Health:Path' is 'health'.")]
    [InlineData("--Gateway:Affinity:CookieName=a;b", "'Gateway:Affinity:CookieName' is 'a;b'.")]
    [InlineData("--Gateway:Affinity:CookieName=", "'Gateway:Affinity:CookieName' is ''.")]
    [InlineData("--Gateway:Forwarding:ActivityTimeout=00:00:01", "'Gateway:Forwarding:ActivityTimeout' is 00:00:01.")]
    [InlineData("--Gateway:Forwarding:MaxRequestBodySize=-1", "'Gateway:Forwarding:MaxRequestBodySize' is -1.")]
    [InlineData("--AllowedOrigins:0=portal.example", "AllowedOrigins holds 'portal.example'. Write origins as scheme, host and port, such as https://portal.example.com.")]
    [InlineData("--AllowedOrigins:0=https://portal.example/", "AllowedOrigins holds 'https://portal.example/'.")]
    [InlineData("--Cookies:SameSite=Both", "Cookies:SameSite is 'Both'. Use Lax, Strict or None.")]
    [InlineData("--Cookies:SameSite=None", "Cookies:SameSite is None, and nothing here is reached by https: browsers would drop the cookies. Listen on an https address, or name the proxy that ends TLS in ForwardedHeaders:KnownNetworks.")]
    [InlineData("--Cookies:Partitioned=yes", "Cookies:Partitioned is 'yes'. Use true or false.")]
    [InlineData("--Cookies:Partitioned=true", "Cookies:Partitioned is true, and Cookies:SameSite is Lax. Set that to None, or leave Partitioned out.")]
    public void Build_WrongSetting_NamesItAndTheWayOut(string setting, string message)
    {
        var exception = Assert.Throws<OptionsValidationException>(() => GatewayProgram.Build([Replica, setting]));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--urls=https://*:8443")]
    [InlineData("--https_ports=8443")]
    [InlineData("--Kestrel:Endpoints:Tls:Url=https://*:8443")]
    [InlineData("--ForwardedHeaders:KnownNetworks:0=10.1.0.0/16")]
    public async Task Build_CookiesForFramesOfOtherSites_BehindTls(string tls)
    {
        await using var app = GatewayProgram.Build([Replica, "--Cookies:SameSite=None", "--Cookies:Partitioned=true", tls]);
        var context = new DefaultHttpContext();
        context.Features.Set(new RequestRoute());
        context.Response.Headers.CacheControl = "no-store";

        app.Services.GetServices<ISessionAffinityPolicy>().OfType<ReplicaCookie>().Single().AffinitizeResponse(context, new("replicas"), new(), new("webapp-1"));

        Assert.EndsWith("; path=/; secure; samesite=none; httponly; Partitioned", context.Response.Headers.SetCookie.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_HttpsReplica_IsFound()
    {
        await using var app = GatewayProgram.Build(["--services:webapp-1:https:0=https://127.0.0.1:1", Replica.Replace("-1", "-2", StringComparison.Ordinal)]);

        var registry = app.Services.GetRequiredService<ReplicaRegistry>();
        Assert.Equal(["webapp-1 https://127.0.0.1:1", "webapp-2 http://127.0.0.1:1"], registry.All.Select(replica => $"{replica.Name} {replica.Prefix}"));
    }
}
