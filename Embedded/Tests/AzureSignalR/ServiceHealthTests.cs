using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Embedded.Tests.AzureSignalR;

/// <summary>A server is ready while its hubs have the service, and not ready without.</summary>
public sealed class ServiceHealthTests : IDisposable
{
    // [2, "", {}, "c"] after its length: the service takes the connection.
    private static readonly byte[] Welcome = Convert.FromHexString("069402A080A163");
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(1), TimeProvider.System);
    private readonly TaskCompletionSource _welcomed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose() => _limit.Dispose();

    [Fact]
    public async Task Health_OfAServerWithoutTheService_IsBadUntilItIsThere()
    {
        var isThere = false;
        await using var service = Build();
        service.UseWebSockets();
        service.Map("/server", context => Volatile.Read(ref isThere) ? WelcomeAsync(context) : RefuseAsync(context));
        await service.StartAsync(_limit.Token);
        await using var server = Build(service.Urls.Single());
        server.MapHub<LoneHub>("/lone");
        await server.StartAsync(_limit.Token);
        var health = server.Services.GetRequiredService<HealthCheckService>();

        var without = await health.CheckHealthAsync(_limit.Token);
        Volatile.Write(ref isThere, true);
        await _welcomed.Task.WaitAsync(_limit.Token);
        while ((await health.CheckHealthAsync(_limit.Token)).Status != HealthStatus.Healthy)
        {
            // It has been welcomed, and has yet to read that.
            await Task.Yield();
        }

        Assert.Equal(HealthStatus.Unhealthy, without.Status);
        Assert.StartsWith("No connection to the SignalR service for hub 'lonehub'.", Assert.Single(without.Entries.Values).Description, StringComparison.Ordinal);
    }

    private static WebApplication Build(string? service = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (service is not null)
        {
            // Twice, as two parts of an app may do.
            builder.Services.AddSignalR().AddAzureSignalR(options => options.ConnectionString = $"Endpoint={service};AccessKey=secret;Version=1.0;").AddAzureSignalR(_ => { });
        }
        return builder.Build();
    }

    private async Task WelcomeAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[256];
        await socket.ReceiveAsync(buffer, context.RequestAborted);
        await socket.SendAsync(Welcome, WebSocketMessageType.Binary, endOfMessage: true, context.RequestAborted);
        _welcomed.TrySetResult();
        while (socket.State == WebSocketState.Open)
        {
            await socket.ReceiveAsync(buffer, context.RequestAborted);
        }
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }

    private sealed class LoneHub : Hub;
}
