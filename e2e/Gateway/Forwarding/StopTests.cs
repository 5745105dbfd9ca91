using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BlazorAspire.Tests.Gateway.Forwarding;

public sealed class StopTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task StopAsync_OpenCircuits_DoNotHoldItUp()
    {
        await using var gateway = await GatewayHost.StartAsync(
            1, builder => builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Timeout.InfiniteTimeSpan));
        using var browser = gateway.NewBrowser();
        using var socket = await browser.ConnectAsync();
        await Browser.ReceiveAsync(socket);

        await gateway.StopAsync().WaitAsync(Limit, TimeProvider.System);

        await Assert.ThrowsAsync<WebSocketException>(async () => await socket.ReceiveAsync(new byte[16].AsMemory(), CancellationToken.None));
    }

    [Theory]
    [InlineData("/_blazor")]
    [InlineData("/hubs/board")]
    public async Task StopAsync_OpenEventStreams_DoNotHoldItUp(string path)
    {
        await using var gateway = await GatewayHost.StartAsync(
            1, builder => builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Timeout.InfiniteTimeSpan));
        gateway.Replicas[0].Handlers[path] = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: {}\n\n");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };
        using var browser = gateway.NewBrowser();
        using var response = await browser.SendAsync(HttpMethod.Get, $"{path}?id=1");

        await gateway.StopAsync().WaitAsync(Limit, TimeProvider.System);

        await Assert.ThrowsAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync());
    }
}
