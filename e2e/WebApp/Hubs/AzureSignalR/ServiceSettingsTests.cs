using BlazorAspire.Circuits.Hubs.AzureSignalR;
using BlazorAspire.Circuits.Topics.Transport;
using Evergreen.ServiceDefaults;
using Evergreen.WebApp.Hubs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Tests.WebApp.Hubs.AzureSignalR;

/// <summary>The replica on the service: which hubs go there, and what is told of settings that are wrong.</summary>
public sealed class ServiceSettingsTests
{
    private const string Service = "--ConnectionStrings:signalr=Endpoint=http://127.0.0.1;Port=1;AccessKey=secret;Version=1.0;";
    private const string Redis = "--ConnectionStrings:redis=127.0.0.1:1";

    [Fact]
    public async Task Hubs_OnTheService_AreAllOfThemAndTopicsStayOnRedis()
    {
        await using var app = Build(Service, Redis);

        foreach (var hub in new[] { typeof(BoardHub), typeof(CircuitOptions).Assembly.GetType("Microsoft.AspNetCore.Components.Server.ComponentHub", throwOnError: true)! })
        {
            var manager = app.Services.GetRequiredService(typeof(HubLifetimeManager<>).MakeGenericType(hub));
            Assert.Equal(typeof(ServiceHubLifetimeManager<>), manager.GetType().GetGenericTypeDefinition());
        }
        Assert.IsType<RedisTopicTransport>(app.Services.GetRequiredService<ITopicTransport>());
    }

    [Fact]
    public async Task Options_OfTheConfiguration_AreThoseOfTheService()
    {
        await using var app = Build(
            Service, "--Azure:SignalR:InitialHubServerConnectionCount=2", "--Azure:SignalR:MaxHubServerConnectionCount=9", "--Azure:SignalR:ApplicationName=Shop",
            "--Azure:SignalR:AccessTokenLifetime=00:10:00", "--Azure:SignalR:AccessTokenAlgorithm=hs512", "--Azure:SignalR:ServerStickyMode=preferred",
            "--Azure:SignalR:ServiceScaleTimeout=00:01:00", "--Azure:SignalR:MaxPollIntervalInSeconds=9", "--Azure:SignalR:TransportTypeDetector=WebSockets, LongPolling",
            "--Azure:SignalR:AllowStatefulReconnects=false", "--Azure:SignalR:GracefulShutdown:Mode=WaitForClientsClose", "--Azure:SignalR:GracefulShutdown:Timeout=00:00:10");

        var options = app.Services.GetRequiredService<IOptions<ServiceOptions>>().Value;

        Assert.StartsWith("Endpoint=http://127.0.0.1", options.ConnectionString, StringComparison.Ordinal);
        Assert.Equal((2, 9, "Shop"), (options.InitialHubServerConnectionCount, options.MaxHubServerConnectionCount, options.ApplicationName));
        Assert.Equal((TimeSpan.FromMinutes(10), AccessTokenAlgorithm.HS512), (options.AccessTokenLifetime, options.AccessTokenAlgorithm));
        Assert.Equal((ServerStickyMode.Preferred, TimeSpan.FromMinutes(1), 9), (options.ServerStickyMode, options.ServiceScaleTimeout, options.MaxPollIntervalInSeconds));
        Assert.Equal((false, GracefulShutdownMode.WaitForClientsClose), (options.AllowStatefulReconnects, options.GracefulShutdown.Mode));
        Assert.Equal(TimeSpan.FromSeconds(10), options.GracefulShutdown.Timeout);
        Assert.Equal(5, (int)options.TransportTypeDetector!(new Microsoft.AspNetCore.Http.DefaultHttpContext()));
    }

    [Theory]
    [InlineData("--ConnectionStrings:signalr=", "the connection string 'signalr' is empty. Write Endpoint=")]
    [InlineData("--ConnectionStrings:signalr=Endpoint=localhost;AccessKey=secret", "has the Endpoint 'localhost'. Use an address that begins with http")]
    [InlineData("--ConnectionStrings:signalr=Endpoint=http://localhost;Port=x;AccessKey=secret", "has the Port 'x'. Use a number from 1 to 65535.")]
    [InlineData("--ConnectionStrings:signalr=Endpoint=http://localhost", "has neither an AccessKey nor an AuthType.")]
    [InlineData("--Azure:SignalR:InitialHubServerConnectionCount=0", "Azure:SignalR:InitialHubServerConnectionCount is 0. Use 1 to 100.")]
    [InlineData("--Azure:SignalR:MaxHubServerConnectionCount=1", "Azure:SignalR:MaxHubServerConnectionCount is 1. Use 5 to 100.")]
    [InlineData("--Azure:SignalR:ApplicationName=a-b", "Azure:SignalR:ApplicationName is 'a-b'. Use a letter")]
    [InlineData("--Azure:SignalR:AccessTokenLifetime=00:00:01", "Azure:SignalR:AccessTokenLifetime is 00:00:01. Use 00:01:00 to 1.00:00:00.")]
    [InlineData("--Azure:SignalR:AccessTokenAlgorithm=RS256", "Azure:SignalR:AccessTokenAlgorithm is 'RS256'. Use HS256 or HS512.")]
    [InlineData("--Azure:SignalR:ServerStickyMode=1", "Azure:SignalR:ServerStickyMode is '1'. Use Disabled or Preferred or Required.")]
    [InlineData("--Azure:SignalR:ServiceScaleTimeout=00:00:00", "Azure:SignalR:ServiceScaleTimeout is 00:00:00. Use 00:00:01 to 01:00:00.")]
    [InlineData("--Azure:SignalR:MaxPollIntervalInSeconds=301", "Azure:SignalR:MaxPollIntervalInSeconds is 301. Use 1 to 300.")]
    [InlineData("--Azure:SignalR:TransportTypeDetector=Pigeon", "Azure:SignalR:TransportTypeDetector is 'Pigeon'. Use All, or one or more of WebSockets, ServerSentEvents and LongPolling")]
    [InlineData("--Azure:SignalR:GracefulShutdown:Mode=Slow", "Azure:SignalR:GracefulShutdown:Mode is 'Slow'. Use Off or WaitForClientsClose or MigrateClients.")]
    [InlineData("--Azure:SignalR:GracefulShutdown:Timeout=01:00:00", "Azure:SignalR:GracefulShutdown:Timeout is 01:00:00. Use 00:00:01 to 00:10:00.")]
    public void Build_WithAWrongSetting_NamesItAndWhatIsAllowed(string setting, string expected)
    {
        var problem = Assert.ThrowsAny<Exception>(() => Build(Service, setting));

        var message = StartFailure.MessageOf(problem);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    private static WebApplication Build(params string[] settings) =>
        ReplicaProgram.Build(["--urls=http://127.0.0.1:0", "--Hubs:Backplane=AzureSignalR", .. settings]);
}
