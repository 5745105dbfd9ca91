using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Azure.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Tests.SignalREmulator.Support;

/// <summary>An app with two hubs on the SDK. A query parameter "user" signs its client in.</summary>
internal sealed class ChatServer : IAsyncDisposable
{
    public const string Path = "/chat";
    public const string NewsPath = "/news";
    private readonly WebApplication _app;

    private ChatServer(WebApplication app)
    {
        _app = app;
        Http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Http { get; }

    public Departures Departures { get; private init; } = null!;

    /// <summary>The name by which the service knows the server.</summary>
    public string Id => _app.Services.GetRequiredService<IServerNameProvider>().GetName();

    public IHubContext<ChatHub> Hub => _app.Services.GetRequiredService<IHubContext<ChatHub>>();

    /// <summary>Starts an app and waits until the emulator has all of its connections: the SDK tells of them by nothing.</summary>
    public static async Task<ChatServer> StartAsync(RunningEmulator emulator, CancellationToken limit, Action<ServiceOptions>? configure = null)
    {
        var server = await StartAsync(emulator.ConnectionString, limit, configure);
        var options = server._app.Services.GetRequiredService<IOptions<ServiceOptions>>().Value;
        var prefix = options.ApplicationName is { Length: > 0 } name ? $"{name.ToLowerInvariant()}_" : "";
        foreach (var hub in new[] { "chathub", "newshub" })
        {
            await emulator.WhenServersAsync(
                $"{prefix}{hub}", servers => servers.Any(status => status.Id == server.Id && status.Connections == options.InitialHubServerConnectionCount), limit);
        }
        return server;
    }

    public static async Task<ChatServer> StartAsync(string connectionString, CancellationToken limit, Action<ServiceOptions>? configure = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var departures = new Departures();
        builder.Services.AddSignalR(options => options.AddFilter(departures)).AddMessagePackProtocol().AddAzureSignalR(options =>
        {
            options.ConnectionString = connectionString;
            options.ServerStickyMode = ServerStickyMode.Required;
            configure?.Invoke(options);
        });
        var app = builder.Build();
        app.Use(SignInAsync);
        app.MapHub<ChatHub>(Path);
        app.MapHub<NewsHub>(NewsPath);
        await app.StartAsync(limit);
        return new ChatServer(app) { Departures = departures };
    }

    public Task StopAsync(CancellationToken limit) => _app.StopAsync(limit);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public async Task<HttpStatusCode> NegotiateAsync(string path, CancellationToken limit, string query = "")
    {
        using var response = await Http.PostAsync(new Uri($"{path}/negotiate?negotiateVersion=1{query}", UriKind.Relative), null, limit);
        return response.StatusCode;
    }

    private static Task SignInAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Query["user"].ToString() is { Length: > 0 } user)
        {
            var claims = new List<Claim> { new(ClaimTypes.NameIdentifier, user) };
            if (int.TryParse(context.Request.Query["claim"], out var length))
            {
                claims.Add(new Claim("much", new string('x', length)));
            }
            context.User = new ClaimsPrincipal(new ClaimsIdentity(claims, "test"));
        }
        return next(context);
    }
}
