using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorAspire.Tests.Gateway;

/// <summary>A small server in place of a replica. It can be killed and started again on its port.</summary>
internal sealed class FakeReplica(string name) : IAsyncDisposable
{
    private WebApplication? _app;
    private int _port;

    public string Name => name;

    public string Address => $"http://127.0.0.1:{_port}";

    public int HealthStatus { get; set; } = StatusCodes.Status200OK;

    public RequestDelegate? HealthHandler { get; set; }

    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Paths answered differently from the defaults below.</summary>
    public ConcurrentDictionary<string, RequestDelegate> Handlers { get; } = new();

    public static async Task<FakeReplica> StartAsync(string name)
    {
        var replica = new FakeReplica(name);
        await replica.StartAsync();
        return replica;
    }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, _port));
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(AnswerAsync);
        await _app.StartAsync();
        _port = new Uri(_app.Urls.Single()).Port;
    }

    /// <summary>Breaks every connection and stops listening.</summary>
    public async Task KillAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.DisposeAsync();
        }
    }

    /// <summary>Answers probes as a replica does that says what it is; null to be ready again.</summary>
    public void Declare(string? state)
    {
        HealthStatus = state is null or "full" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        HealthHandler = context =>
        {
            context.Response.Headers["BlazorAspire-State"] = state;
            return Task.CompletedTask;
        };
    }

    /// <summary>Does not act on requests of a path and names who may.</summary>
    public void SendElsewhere(string path, string to, string? state = null) => Handlers[path] = context =>
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers["BlazorAspire-Elsewhere"] = to;
        context.Response.Headers["BlazorAspire-State"] = state;
        context.Response.Cookies.Append("of-" + Name, "1");
        return context.Response.WriteAsync("not me");
    };

    public async ValueTask DisposeAsync() => await KillAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/health")
        {
            context.Response.StatusCode = HealthStatus;
            await (HealthHandler?.Invoke(context) ?? Task.CompletedTask);
            return;
        }

        context.Response.Headers["X-Replica"] = Name;
        Requests.Enqueue($"{context.Request.Method} {context.Request.Path}");
        if (Handlers.TryGetValue(context.Request.Path.Value!, out var handler))
        {
            await handler(context);
        }
        else if (context.WebSockets.IsWebSocketRequest)
        {
            await EchoAsync(context);
        }
        else
        {
            context.Response.Headers.CacheControl = "no-cache, no-store";
            await context.Response.WriteAsync(Name);
        }
    }

    /// <summary>Says its name, then sends back what it gets, and at last the close status it was given.</summary>
    private async Task EchoAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(Name), WebSocketMessageType.Text, true, context.RequestAborted);
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, context.RequestAborted);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(received.CloseStatus ?? WebSocketCloseStatus.NormalClosure, received.CloseStatusDescription, context.RequestAborted);
                return;
            }

            await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, context.RequestAborted);
        }
    }
}
