using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace BlazorAspire.Tests.Gateway.Circuits;

public sealed class CircuitCountTests
{
    private readonly EndedRequests _ended = new();

    [Fact]
    public async Task OpenCircuits_WebSocket_CountsWhileOpen()
    {
        await using var gateway = await GatewayHost.StartAsync(1, _ended.Register);
        using var browser = gateway.NewBrowser();
        using (var socket = await browser.ConnectAsync())
        {
            Assert.Equal(1, gateway.Replica("webapp-1").OpenCircuits);
            await Browser.ReceiveAsync(socket);
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }

        await _ended.WaitForAsync("/_blazor");
        Assert.Equal(0, gateway.Replica("webapp-1").OpenCircuits);
    }

    [Fact]
    public async Task OpenCircuits_WebSocketBroken_IsCountedDown()
    {
        await using var gateway = await GatewayHost.StartAsync(1, _ended.Register);
        using var browser = gateway.NewBrowser();
        var socket = await browser.ConnectAsync();
        socket.Abort();

        await _ended.WaitForAsync("/_blazor");
        Assert.Equal(0, gateway.Replica("webapp-1").OpenCircuits);
    }

    [Fact]
    public async Task OpenCircuits_OtherWebSocket_DoesNotCount()
    {
        await using var gateway = await GatewayHost.StartAsync(1);
        using var browser = gateway.NewBrowser();
        using var socket = await browser.ConnectAsync("/chat");

        Assert.Equal("webapp-1", await Browser.ReceiveAsync(socket));
        Assert.Equal(0, gateway.Replica("webapp-1").OpenCircuits);
    }

    [Fact]
    public async Task OpenCircuits_LongPolling_CountsWhileAPollWaits()
    {
        await using var gateway = await GatewayHost.StartAsync(1, _ended.Register);
        var asked = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        gateway.Fake("webapp-1").Handlers["/_blazor"] = async context =>
        {
            asked.SetResult();
            await release.Task;
        };
        using var browser = gateway.NewBrowser();
        var poll = browser.GetAsync("/_blazor?id=abc");
        await asked.Task;
        Assert.Equal(1, gateway.Replica("webapp-1").OpenCircuits);

        release.SetResult();
        await poll;
        await _ended.WaitForAsync("/_blazor");
        Assert.Equal(0, gateway.Replica("webapp-1").OpenCircuits);
    }

    [Fact]
    public async Task OpenCircuits_PollOfUnknownConnection_DoesNotCount()
    {
        await using var gateway = await GatewayHost.StartAsync(1, _ended.Register);
        gateway.Fake("webapp-1").Handlers["/_blazor"] = context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };
        using var browser = gateway.NewBrowser();
        using var response = await browser.SendAsync(HttpMethod.Get, "/_blazor?id=made-up");
        await _ended.WaitForAsync("/_blazor");

        Assert.Equal(0, gateway.Replica("webapp-1").OpenCircuits);
    }

    [Fact]
    public async Task OpenCircuits_ServerSentEvents_CountWhileOpen()
    {
        await using var gateway = await GatewayHost.StartAsync(1, _ended.Register);
        var release = new TaskCompletionSource();
        gateway.Fake("webapp-1").Handlers["/_blazor"] = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(":\r\n");
            await release.Task;
        };
        using var browser = gateway.NewBrowser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_blazor?id=abc");
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await browser.SendAsync(request);
        Assert.Equal(1, gateway.Replica("webapp-1").OpenCircuits);

        release.SetResult();
        await _ended.WaitForAsync("/_blazor");
        Assert.Equal(0, gateway.Replica("webapp-1").OpenCircuits);
    }
}
