using Aspire.Hosting.Testing;
using BlazorAspire.Circuits.State.Stores;
using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.Tests.AppHost;
using BlazorAspire.Tests.WebApp.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using Xunit.Abstractions;

namespace BlazorAspire.Tests.WebApp.Hubs;

/// <summary>
/// What <c>AddStackExchangeRedis()</c>, called as usual, does to pages: each case with a circuit over the wire, beside the app as it is.
/// </summary>
[Collection(SharedApp.Name)]
public sealed class UsualRegistrationTests(SharedApp shared, ITestOutputHelper output)
{
    private readonly RunningApp _app = shared.Running;

    [Fact]
    public Task Circuit_OnTheAppAsItIs_HasNoChannelOnRedis() => _app.TestAsync(output, async limit =>
    {
        await using var browser = new HeadlessBrowser(_app.Address, TimeProvider.System);
        await browser.OpenAsync("/counter", limit);

        var channels = await HubChannelsAsync(limit);

        Assert.Contains(channels, channel => channel.Contains("BoardHub", StringComparison.Ordinal));
        Assert.DoesNotContain(channels, IsOfCircuits);
    });

    [Fact]
    public Task Circuit_WithTheUsualRegistration_HasAChannelOnRedis() => _app.TestAsync(output, async limit =>
    {
        await using var replica = await ReplicaAsync(isUsual: true, limit);
        await using var browser = new HeadlessBrowser(replica.Address, TimeProvider.System);
        await browser.OpenAsync("/counter", limit);

        // Nobody is told when Redis has it.
        while (!(await HubChannelsAsync(limit)).Any(IsOfCircuits))
        {
            limit.ThrowIfCancellationRequested();
        }
    });

    [Fact]
    public Task Click_OnTheAppAsItIs_IsShownOnceItIsSaved() => _app.TestAsync(output, async limit =>
    {
        await using var replica = await ReplicaAsync(isUsual: false, limit);
        await using var browser = new HeadlessBrowser(replica.Address, TimeProvider.System);
        await browser.OpenAsync("/counter", limit);
        replica.Store.Hold();

        await browser.ClickAsync("counter-button", limit);

        await replica.Store.WriteBeganAsync().WaitAsync(limit);
        Assert.Equal("0", browser.Screen.TextOf("counter-value"));
        replica.Store.Release();
        await browser.Screen.WaitForTextAsync("counter-value", "1", limit);
    });

    [Fact]
    public Task Click_WithTheUsualRegistration_IsShownThoughItIsNotSaved() => _app.TestAsync(output, async limit =>
    {
        await using var replica = await ReplicaAsync(isUsual: true, limit);
        await using var browser = new HeadlessBrowser(replica.Address, TimeProvider.System);
        await browser.OpenAsync("/counter", limit);
        replica.Store.Hold();

        await browser.ClickAsync("counter-button", limit);

        await browser.Screen.WaitForTextAsync("counter-value", "1", limit);
        replica.Store.Release();
    });

    private static bool IsOfCircuits(string channel) => channel.Contains("ComponentHub", StringComparison.Ordinal);

    private async Task<IReadOnlyList<string>> HubChannelsAsync(CancellationToken limit)
    {
        using var connection = ConnectionMultiplexer.Connect(await RedisAsync(limit));
        var server = connection.GetServer(connection.GetEndPoints()[0]);
        return [.. server.SubscriptionChannels(new RedisChannel("*Hub*", RedisChannel.PatternMode.Pattern)).Select(channel => $"{channel}")];
    }

    private async Task<string> RedisAsync(CancellationToken limit) => $"{await _app.App.GetConnectionStringAsync("redis", limit)},abortConnect=false";

    /// <summary>A replica in this process. It is alone, so that the replicas of the app do not take it for one of theirs.</summary>
    private async Task<Replica> ReplicaAsync(bool isUsual, CancellationToken limit)
    {
        var redis = await RedisAsync(limit);
        // So long that no page goes on unsaved while a test looks.
        var app = ReplicaProgram.Build(["--urls=http://127.0.0.1:0", "--State:HoldLimit=00:00:30"], services =>
        {
            services.AddSingleton<IStateStore>(provider => new FaultyStore(ActivatorUtilities.CreateInstance<MemoryStateStore>(provider)));
            if (isUsual)
            {
                services.AddSignalR().AddStackExchangeRedis(redis);
            }
        });
        await app.StartAsync(limit);
        return new Replica(app);
    }

    private sealed class Replica(WebApplication app) : IAsyncDisposable
    {
        public Uri Address => new(app.Urls.Single());

        public FaultyStore Store => (FaultyStore)app.Services.GetRequiredService<IStateStore>();

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
