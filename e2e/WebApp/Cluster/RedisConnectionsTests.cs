using BlazorAspire.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR.StackExchangeRedis;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StackExchange.Redis;
using StackExchange.Redis.Configuration;

namespace BlazorAspire.Tests.WebApp.Cluster;

/// <summary>What an app says of Redis once counts for every connection, and what it keeps there is on all replicas.</summary>
public sealed class RedisConnectionsTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Credentials_ThatChange_AreThoseOfEveryConnectionAlsoWhenItIsMadeAnew()
    {
        await using var redis = new OwnRedis("--auth", "ACL");
        var admin = await redis.DatabaseAsync();
        await admin.ExecuteAsync("ACL", "SETUSER", "app", "on", ">one", "+@all");
        await admin.ExecuteAsync("ACL", "SETUSER", "default", "off");
        var credentials = new ChangingCredentials("one");
        await using var app = ReplicaProgram.Build(
            ["--urls=http://127.0.0.1:0", $"--ConnectionStrings:redis={redis.Address}"], services => services.Configure<ConfigurationOptions>(options => options.Defaults = credentials));

        var state = app.Services.GetRequiredService<IConnectionMultiplexer>();
        await using var hubs = await ConnectionMultiplexer.ConnectAsync(app.Services.GetRequiredService<IOptions<RedisOptions>>().Value.Configuration);
        await PingAsync(state);
        await PingAsync(hubs);

        await admin.ExecuteAsync("ACL", "SETUSER", "app", "resetpass", ">two");
        credentials.Current = "two";
        await admin.ExecuteAsync("CLIENT", "KILL", "TYPE", "NORMAL", "SKIPME", "YES");

        await PingAsync(state);
        await PingAsync(hubs);
        Assert.Contains("app", (string?)await admin.ExecuteAsync("CLIENT", "LIST") ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task DistributedCache_OfTwoReplicas_IsOne()
    {
        await using var redis = new OwnRedis();
        await using var first = Build(redis);
        await using var second = Build(redis);

        await first.Services.GetRequiredService<IDistributedCache>().SetStringAsync("key", "value");

        Assert.Equal("value", await second.Services.GetRequiredService<IDistributedCache>().GetStringAsync("key"));

        static WebApplication Build(OwnRedis redis) =>
            ReplicaProgram.Build(["--urls=http://127.0.0.1:0", $"--ConnectionStrings:redis={redis.Address}"], services => services.AddDistributedMemoryCache().AddSession());
    }

    [Fact]
    public void DistributedCache_OfTheAppsOwn_Stays()
    {
        Assert.IsType<OwnCache>(CacheOf(services => services.AddSingleton<IDistributedCache, OwnCache>()));
        Assert.IsAssignableFrom<RedisCache>(CacheOf(services => services.AddDistributedMemoryCache()));

        static IDistributedCache CacheOf(Action<IServiceCollection> register)
        {
            var builder = WebApplication.CreateBuilder();
            builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:redis", "127.0.0.1:1")]);
            register(builder.Services);
            builder.Services.AddRazorComponents().AddInteractiveServerComponents();
            builder.AddBlazorReplicas();
            return builder.Services.BuildServiceProvider().GetRequiredService<IDistributedCache>();
        }
    }

    /// <summary>Ends when it answers.</summary>
    private static async Task PingAsync(IConnectionMultiplexer connection)
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        while (true)
        {
            try
            {
                await connection.GetDatabase().PingAsync();
                return;
            }
            catch (RedisException) when (!limit.IsCancellationRequested)
            {
                // It is being made anew.
                await Task.Yield();
            }
        }
    }

    private sealed class ChangingCredentials(string first) : DefaultOptionsProvider
    {
        public string Current { get; set; } = first;

        public override string User => "app";

        public override string Password => Current;
    }

    private sealed class OwnCache : IDistributedCache
    {
        public byte[]? Get(string key) => null;

        public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromResult<byte[]?>(null);

        public void Refresh(string key)
        {
        }

        public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

        public void Remove(string key)
        {
        }

        public Task RemoveAsync(string key, CancellationToken token = default) => Task.CompletedTask;

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
        {
        }

        public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) => Task.CompletedTask;
    }
}
