using BlazorAspire.Circuits.Circuits;
using BlazorAspire.Circuits.Topics.Transport;
using Evergreen.WebApp.Hubs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.StackExchangeRedis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Tests.WebApp.Hubs;

/// <summary>Which hub goes by Redis. Blazor's own must not: its circuits would need Redis to show anything.</summary>
public sealed class AppHubsTests
{
    private const string Redis = "127.0.0.1:1";
    private static readonly Type CircuitHub = typeof(CircuitOptions).Assembly.GetType("Microsoft.AspNetCore.Components.Server.ComponentHub", throwOnError: true)!;

    [Fact]
    public async Task CircuitHub_OfAReplicaWithRedis_KeepsItsOwnManager()
    {
        await using var app = Build($"--ConnectionStrings:redis={Redis}");

        Assert.Equal(typeof(CircuitHubLifetimeManager<>), ManagerOf(app, CircuitHub).GetGenericTypeDefinition());
        Assert.Equal(typeof(RedisHubLifetimeManager<BoardHub>), ManagerOf(app, typeof(BoardHub)));
        Assert.IsType<RedisTopicTransport>(app.Services.GetRequiredService<ITopicTransport>());
    }

    [Theory]
    [InlineData()]
    [InlineData($"--ConnectionStrings:redis={Redis}", "--Hubs:Backplane=None")]
    [InlineData($"--ConnectionStrings:redis={Redis}", "--Hubs:Backplane=none")]
    public async Task AppHub_WithoutBackplane_StaysInThisProcessAsTopicsDo(params string[] settings)
    {
        await using var app = Build(settings);

        Assert.Equal(typeof(DefaultHubLifetimeManager<BoardHub>), ManagerOf(app, typeof(BoardHub)));
        Assert.Equal(typeof(CircuitHubLifetimeManager<>), ManagerOf(app, CircuitHub).GetGenericTypeDefinition());
        Assert.IsType<LocalTopicTransport>(app.Services.GetRequiredService<ITopicTransport>());
    }

    [Theory]
    [InlineData("Redis")]
    [InlineData("redis")]
    public async Task AppHub_WithTheBackplaneAsked_GoesByRedis(string backplane)
    {
        await using var app = Build($"--ConnectionStrings:redis={Redis}", $"--Hubs:Backplane={backplane}");

        Assert.Equal(typeof(RedisHubLifetimeManager<BoardHub>), ManagerOf(app, typeof(BoardHub)));
    }

    [Fact]
    public async Task Options_OfTheBackplane_HaveTheAppsPrefixAndOutliveAnAbsentRedis()
    {
        await using var app = Build($"--ConnectionStrings:redis={Redis},password=secret");

        var options = app.Services.GetRequiredService<IOptions<RedisOptions>>().Value.Configuration;

        Assert.Equal("Evergreen:", options.ChannelPrefix);
        Assert.False(options.AbortOnConnectFail);
        Assert.Equal("secret", options.Password);
    }

    private static WebApplication Build(params string[] settings) =>
        ReplicaProgram.Build(["--urls=http://127.0.0.1:0", .. settings]);

    private static Type ManagerOf(WebApplication app, Type hub) =>
        app.Services.GetRequiredService(typeof(HubLifetimeManager<>).MakeGenericType(hub)).GetType();
}
