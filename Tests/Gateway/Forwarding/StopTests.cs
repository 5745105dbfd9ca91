using System.Net.WebSockets;
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
}
