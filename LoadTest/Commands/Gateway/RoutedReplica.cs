using System.Globalization;
using BlazorAspire.LoadTest.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlazorAspire.LoadTest.Commands.Gateway;

/// <summary>
/// A small server in place of a replica, that knows which of its lives each request belongs to. It comes and goes at one address, as a replica does.
/// </summary>
internal sealed class RoutedReplica(string name, RoutingBook book) : IAsyncDisposable
{
    private WebApplication? _app;

    public string Name => name;

    public Uri Address { get; } = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Find()}"));

    public Life? Life { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var life = book.Begin(name);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(Address.ToString());
        builder.Logging.ClearProviders();
        // It goes at once, and breaks what is open, as a process that crashes does.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.Zero);
        var app = builder.Build();
        app.UseWebSockets();
        app.MapGet("/health", context => HealthAsync(context, life));
        app.MapGet("/counter", context => context.Response.WriteAsync(life.Id, context.RequestAborted));
        app.MapPost("/_blazor/negotiate", context => AnswerAsync(context, life, RoutingStep.Negotiate));
        app.MapPost("/_blazor/disconnect", context => AnswerAsync(context, life, RoutingStep.Disconnect));
        app.MapGet("/_blazor", context => ConnectAsync(context, life));
        await app.StartAsync(cancellationToken);
        (_app, Life) = (app, life);
    }

    public async Task StopAsync()
    {
        if (_app is { } app)
        {
            // Before it refuses anything: from now on others may have its users.
            Life!.State = LifeState.Gone;
            (_app, Life) = (null, null);
            await app.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private static Task HealthAsync(HttpContext context, Life life)
    {
        if (life.State != LifeState.Serving)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers["BlazorAspire-State"] = "draining";
        }
        return Task.CompletedTask;
    }

    private Task AnswerAsync(HttpContext context, Life life, RoutingStep step)
    {
        book.Came(step, context.Request.Query["id"].ToString(), life);
        return context.Response.WriteAsync(life.Id, context.RequestAborted);
    }

    private async Task ConnectAsync(HttpContext context, Life life)
    {
        book.Came(RoutingStep.WebSocket, context.Request.Query["id"].ToString(), life);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var closed = await socket.ReceiveAsync(new byte[16], context.RequestAborted);
        await socket.CloseOutputAsync(closed.CloseStatus ?? System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
    }
}
