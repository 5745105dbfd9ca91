using Evergreen.ServiceDefaults;
using BlazorAspire.Tests.Gateway;
using BlazorAspire.Tests.WebApp;
using Microsoft.Extensions.Logging;

namespace BlazorAspire.Tests.ServiceDefaults;

public sealed class StartFailureTests
{
    private const string Replica = "--services:webapp-1:http:0=http://127.0.0.1:1";

    [Fact]
    public void MessageOf_SeveralWrongSettings_NamesThemAll()
    {
        var exception = Assert.ThrowsAny<Exception>(() => GatewayProgram.Build([Replica, "--Gateway:Health:DeadAfter=0", "--Gateway:Affinity:CookieName="]));

        Assert.Equal(2, StartFailure.MessageOf(exception)!.Split(Environment.NewLine).Length);
    }

    [Theory]
    [InlineData("--Drain:Deadline=01:00:00", "Drain:Deadline is 01:00:00")]
    [InlineData("--State:HoldLimit=soon", "Failed to convert configuration value 'soon' at 'State:HoldLimit'")]
    [InlineData("--Hubs:Backplane=Reddis", "Hubs:Backplane is 'Reddis'. Use Redis, AzureSignalR or None.")]
    [InlineData("--Hubs:Backplane=", "Hubs:Backplane is ''. Use Redis, AzureSignalR or None.")]
    [InlineData("--Circuits:Max=-1", "Circuits:Max is -1")]
    [InlineData("--AllowedOrigins:0=portal.example", "AllowedOrigins holds 'portal.example'.")]
    [InlineData("--Cookies:SameSite=None", "Cookies:SameSite is None, and nothing here is reached by https")]
    [InlineData("--Security:ContentSecurityPolicy:script-src='none'", "Security:ContentSecurityPolicy:script-src is ''none'', which forbids Blazor's own script")]
    [InlineData("--Security:CrossOriginOpenerPolicy=same", "Security:CrossOriginOpenerPolicy is 'same'. Use same-origin, same-origin-allow-popups, noopener-allow-popups or unsafe-none.")]
    public void MessageOf_WrongSettingOfAReplica_NamesIt(string setting, string text)
    {
        var exception = Assert.ThrowsAny<Exception>(() => ReplicaProgram.Build(["--ConnectionStrings:redis=127.0.0.1:1", setting]));

        Assert.StartsWith(text, StartFailure.MessageOf(exception), StringComparison.Ordinal);
    }

    [Fact]
    public void MessageOf_NotANumber_NamesTheSetting()
    {
        var exception = Assert.ThrowsAny<Exception>(() => GatewayProgram.Build([Replica, "--Gateway:Health:DeadAfter=x"]));

        Assert.Contains("'Gateway:Health:DeadAfter'", StartFailure.MessageOf(exception), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MessageOf_PortInUse_NamesTheAddress()
    {
        await using var other = await FakeReplica.StartAsync("other");
        await using var app = GatewayProgram.Build([Replica, $"--urls={other.Address}"], builder => builder.Logging.ClearProviders());

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => app.StartAsync());

        Assert.Contains(other.Address, StartFailure.MessageOf(exception), StringComparison.Ordinal);
    }

    [Fact]
    public void MessageOf_AnythingElse_IsNotSwallowed() => Assert.Null(StartFailure.MessageOf(new InvalidOperationException("a bug")));
}
