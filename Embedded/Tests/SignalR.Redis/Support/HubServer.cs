using BlazorAspire.Tests.Support.SignalR;
using Embedded.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.StackExchangeRedis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Embedded.Tests.SignalR.Redis.Support;

/// <summary>A web server with one hub and a backplane, on a port of its own.</summary>
internal sealed class HubServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private HubServer(WebApplication app, ServerLog log, Task connected)
    {
        _app = app;
        _http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = Timeout.InfiniteTimeSpan };
        Log = log;
        Connected = connected;
    }

    public ServerLog Log { get; }

    public IHubContext<TestHub> Hub => _app.Services.GetRequiredService<IHubContext<TestHub>>();

    public IHubClients Clients => Hub.Clients;

    public IGroupManager Groups => Hub.Groups;

    public RedisHubLifetimeManager<TestHub> Manager => (RedisHubLifetimeManager<TestHub>)_app.Services.GetRequiredService<HubLifetimeManager<TestHub>>();

    public static async Task<HubServer> StartAsync(string redis, Action<RedisOptions>? configure = null)
    {
        var log = new ServerLog();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton<IUserIdProvider, QueryUser>();
        builder.Services.AddSignalR().AddStackExchangeRedis($"abortConnect=false,{redis}", options =>
        {
            options.Configuration.ReconnectRetryPolicy = new LinearRetry(500);
            configure?.Invoke(options);
        });
        var app = builder.Build();
        // The manager is made, and connects, when its hub is mapped.
        var connected = log.NextAsync(ServerLog.Connected);
        app.MapHub<TestHub>("/hub");
        await app.StartAsync();
        return new HubServer(app, log, connected);
    }

    /// <summary>Ends when Redis brings back what this server sends.</summary>
    public Task Connected { get; }

    public Task<HubClient> ConnectAsync(Transport transport = Transport.WebSockets, string? user = null) =>
        HubClient.ConnectAsync(_http, user is null ? "/hub" : $"/hub?user={Uri.EscapeDataString(user)}", transport, Limit.Token());

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }
}
