using System.Net.WebSockets;
using Embedded.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Embedded.Tests.Forwarder;

public sealed class UpgradeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(100);
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Upgrade_ClosedByBoth_EndsWithoutError()
    {
        await using var harness = await StartEchoAsync();
        using var socket = await ConnectAsync(harness);

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

        Assert.Equal(ForwarderError.None, (await harness.Ended).Error);
    }

    [Fact]
    public async Task Upgrade_IdleForTheActivityTimeout_IsEnded()
    {
        await using var harness = await StartEchoAsync();
        using var socket = await ConnectAsync(harness);
        await EchoAsync(socket);

        _time.Advance(Limit);

        await Assert.ThrowsAsync<WebSocketException>(async () => await socket.ReceiveAsync(new byte[1].AsMemory(), CancellationToken.None));
        Assert.Equal(ForwarderError.UpgradeActivityTimeout, (await harness.Ended).Error);
    }

    [Fact]
    public async Task Upgrade_DataNowAndThen_StaysOpen()
    {
        await using var harness = await StartEchoAsync();
        using var socket = await ConnectAsync(harness);
        for (var i = 0; i < 10; i++)
        {
            _time.Advance(Limit * 0.9);
            await EchoAsync(socket);
        }

        Assert.False(harness.Ended.IsCompleted);
    }

    [Fact]
    public async Task Upgrade_ClientBreaksOff_EndsTheDestination()
    {
        var ended = new TaskCompletionSource();
        await using var harness = await ForwarderHarness.StartAsync(async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await Assert.ThrowsAnyAsync<Exception>(async () => await socket.ReceiveAsync(new byte[1].AsMemory(), CancellationToken.None));
            ended.SetResult();
        });
        var client = await ConnectAsync(harness);

        client.Abort();

        await ended.Task;
        Assert.NotEqual(ForwarderError.None, (await harness.Ended).Error);
    }

    [Fact]
    public async Task Upgrade_Refused_PassesTheStatus()
    {
        await using var harness = await ForwarderHarness.StartAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        });

        var exception = await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(harness));

        Assert.Contains("401", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upgrade_SubProtocol_IsNegotiatedThrough()
    {
        await using var harness = await ForwarderHarness.StartAsync(async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync(context.WebSockets.WebSocketRequestedProtocols[1]);
            await socket.ReceiveAsync(new byte[1].AsMemory(), CancellationToken.None);
        });
        using var client = new ClientWebSocket();
        client.Options.AddSubProtocol("first");
        client.Options.AddSubProtocol("second");

        await client.ConnectAsync(AddressOf(harness), CancellationToken.None);

        Assert.Equal("second", client.SubProtocol);
    }

    private Task<ForwarderHarness> StartEchoAsync() => ForwarderHarness.StartAsync(
        async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[100];
            while (await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } received)
            {
                await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, CancellationToken.None);
            }

            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        },
        new ForwarderRequestConfig { ActivityTimeout = Limit },
        _time);

    private static async Task EchoAsync(ClientWebSocket socket)
    {
        await socket.SendAsync("ping"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        var received = await socket.ReceiveAsync(new byte[100].AsMemory(), CancellationToken.None);
        Assert.Equal(4, received.Count);
    }

    private static async Task<ClientWebSocket> ConnectAsync(ForwarderHarness harness)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(AddressOf(harness), CancellationToken.None);
        return socket;
    }

    private static Uri AddressOf(ForwarderHarness harness) => new($"ws://{harness.Front.Authority}/");
}
