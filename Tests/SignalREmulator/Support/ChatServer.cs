using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorAspire.Tests.SignalREmulator.Support;

/// <summary>An app with one hub, whose clients go by the service: what any app does with the package.</summary>
internal sealed class ChatServer : IAsyncDisposable
{
    public const string Path = "/chat";
    private readonly WebApplication _app;

    private ChatServer(WebApplication app)
    {
        _app = app;
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Http { get; }

    public static Task<ChatServer> StartAsync(RunningEmulator emulator, CancellationToken limit, Action<ServiceOptions>? configure = null) =>
        StartAsync(emulator.ConnectionString, limit, configure);

    public static async Task<ChatServer> StartAsync(string connectionString, CancellationToken limit, Action<ServiceOptions>? configure = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSignalR().AddAzureSignalR(options =>
        {
            options.ConnectionString = connectionString;
            options.ServerStickyMode = ServerStickyMode.Required;
            configure?.Invoke(options);
        });
        var app = builder.Build();
        app.MapHub<ChatHub>(Path);
        await app.StartAsync(limit);
        var server = new ChatServer(app);
        // It answers so until its hub has a connection, and tells of that by nothing else.
        while (await server.NegotiateAsync(limit) == HttpStatusCode.ServiceUnavailable)
        {
            await Task.Yield();
        }
        return server;
    }

    public Task StopAsync(CancellationToken limit) => _app.StopAsync(limit);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task<HttpStatusCode> NegotiateAsync(CancellationToken limit)
    {
        using var response = await Http.PostAsync(new Uri($"{Path}/negotiate?negotiateVersion=1", UriKind.Relative), null, limit);
        return response.StatusCode;
    }
}
