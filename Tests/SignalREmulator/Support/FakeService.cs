using System.Threading.Channels;
using BlazorAspire.SignalREmulator.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlazorAspire.Tests.SignalREmulator.Support;

/// <summary>The service's end for app servers, by hand: it takes whoever comes.</summary>
internal sealed class FakeService : IAsyncDisposable
{
    private readonly Channel<FakeServiceConnection> _connections = Channel.CreateUnbounded<FakeServiceConnection>();
    private readonly WebApplication _app;

    private FakeService(WebApplication app) => _app = app;

    public string ConnectionString => $"Endpoint={_app.Urls.First()};AccessKey={RunningEmulator.Key};Version=1.0;";

    public static async Task<FakeService> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var service = new FakeService(builder.Build());
        service._app.UseWebSockets();
        service._app.Map(ServiceNames.ServerPath, service.AcceptAsync);
        await service._app.StartAsync();
        return service;
    }

    public ValueTask<FakeServiceConnection> NextAsync(CancellationToken limit) => _connections.Reader.ReadAsync(limit);

    public bool TryNext(out FakeServiceConnection? connection) => _connections.Reader.TryRead(out connection);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task AcceptAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await using var link = new ServiceLink(socket, TimeProvider.System);
        FakeServiceConnection? connection = null;
        await foreach (var message in link.ReadAsync(context.RequestAborted))
        {
            if (message is ServiceMessage.HandshakeRequest request)
            {
                await link.SendAsync(new ServiceMessage.HandshakeResponse("", "c"));
                connection = new FakeServiceConnection(request, context.Request.Query[ServiceNames.TargetParameter], link);
                _connections.Writer.TryWrite(connection);
            }
            if (message is ServiceMessage.Ping ping && ping[ServiceNames.Shutdown] is not null)
            {
                await link.SendAsync(new ServiceMessage.Ping([ServiceNames.Shutdown, ServiceNames.FinAck]));
            }
            connection?.Inbox.Writer.TryWrite(message);
        }
    }
}
