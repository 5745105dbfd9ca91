using BlazorAspire.Gateway.Replicas;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

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
    [InlineData("--Gateway:Guards:AllowedOrigins:0=portal.example", "'Gateway:Guards:AllowedOrigins' holds 'portal.example'.")]
    public void Build_WrongSetting_NamesItAndTheWayOut(string setting, string message)
    {
        var exception = Assert.Throws<OptionsValidationException>(() => GatewayProgram.Build([Replica, setting]));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_HttpsReplica_IsFound()
    {
        await using var app = GatewayProgram.Build(["--services:webapp-1:https:0=https://127.0.0.1:1", Replica.Replace("-1", "-2", StringComparison.Ordinal)]);

        var registry = app.Services.GetRequiredService<ReplicaRegistry>();
        Assert.Equal(["webapp-1 https://127.0.0.1:1", "webapp-2 http://127.0.0.1:1"], registry.All.Select(replica => $"{replica.Name} {replica.Prefix}"));
    }
}
