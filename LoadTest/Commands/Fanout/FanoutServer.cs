using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace BlazorAspire.LoadTest.Commands.Fanout;

/// <summary>One of the servers of the hub.</summary>
internal sealed class FanoutServer(WebApplication app) : IAsyncDisposable
{
    public const string Path = "/fanout";
    private const int ReconnectMilliseconds = 500;

    public Uri Address => new(app.Urls.Single());

    public IClientProxy Everybody => app.Services.GetRequiredService<IHubContext<FanoutHub>>().Clients.All;

    public static async Task<FanoutServer> StartAsync(string redis, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // What Redis' absence makes the servers say is not what is measured.
        builder.Logging.ClearProviders();
        builder.Services.AddSignalR().AddStackExchangeRedis(
            $"{redis},abortConnect=false", options => options.Configuration.ReconnectRetryPolicy = new LinearRetry(ReconnectMilliseconds));
        var app = builder.Build();
        app.MapHub<FanoutHub>(Path);
        await app.StartAsync(cancellationToken);
        return new FanoutServer(app);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
