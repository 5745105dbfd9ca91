using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace BlazorAspire.Tests.Gateway.Forwarding;

public sealed class StreamingTests
{
    [Fact]
    public async Task WebSocket_TextBothWays_ArrivesWhole()
    {
        await using var gateway = await GatewayHost.StartAsync(1);
        using var browser = gateway.NewBrowser();
        using var socket = await browser.ConnectAsync();
        await Browser.ReceiveAsync(socket);

        for (var i = 0; i < 100; i++)
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes($"message {i} ✓"), WebSocketMessageType.Text, true, CancellationToken.None);
            Assert.Equal($"message {i} ✓", await Browser.ReceiveAsync(socket));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4 * 1024)]
    [InlineData(16 * 1024)]
    [InlineData(60_000)]
    public async Task WebSocket_Binary_ArrivesUnchanged(int size)
    {
        await using var gateway = await GatewayHost.StartAsync(1);
        using var browser = gateway.NewBrowser();
        using var socket = await browser.ConnectAsync();
        await Browser.ReceiveAsync(socket);
        var sent = RandomNumberGenerator.GetBytes(size);

        await socket.SendAsync(sent, WebSocketMessageType.Binary, true, CancellationToken.None);

        var received = new byte[size];
        var length = 0;
        while (length < size)
        {
            length += (await socket.ReceiveAsync(received.AsMemory(length), CancellationToken.None)).Count;
        }

        Assert.Equal(sent, received);
    }

    [Theory]
    [InlineData(WebSocketCloseStatus.NormalClosure, "done")]
    [InlineData((WebSocketCloseStatus)4321, "own code")]
    public async Task WebSocket_Close_CarriesCodeBothWays(WebSocketCloseStatus status, string description)
    {
        await using var gateway = await GatewayHost.StartAsync(1);
        using var browser = gateway.NewBrowser();
        using var socket = await browser.ConnectAsync();
        await Browser.ReceiveAsync(socket);

        await socket.CloseAsync(status, description, CancellationToken.None);

        Assert.Equal((status, description), (socket.CloseStatus, socket.CloseStatusDescription));
    }

    [Fact]
    public async Task WebSocket_ReplicaKilled_Breaks()
    {
        await using var gateway = await GatewayHost.StartAsync(1);
        using var browser = gateway.NewBrowser();
        using var socket = await browser.ConnectAsync();
        await Browser.ReceiveAsync(socket);

        await gateway.Replicas[0].KillAsync();

        await Assert.ThrowsAsync<WebSocketException>(async () => await socket.ReceiveAsync(new byte[16].AsMemory(), CancellationToken.None));
    }

    [Fact]
    public async Task ServerSentEvents_FirstEvent_ArrivesBeforeTheSecondIsWritten()
    {
        await using var gateway = await GatewayHost.StartAsync(1);
        var second = new TaskCompletionSource();
        gateway.Replicas[0].Handlers["/events"] = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: 1\n\n");
            await second.Task;
            await context.Response.WriteAsync("data: 2\n\n");
        };
        using var browser = gateway.NewBrowser();
        using var response = await browser.SendAsync(HttpMethod.Get, "/events");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        Assert.Equal("data: 1", await reader.ReadLineAsync());
        second.SetResult();
        Assert.Equal("\ndata: 2\n\n", await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task LongPolling_AnswerAfterPost_ReachesTheWaitingPoll()
    {
        await using var gateway = await GatewayHost.StartAsync(2);
        foreach (var replica in gateway.Replicas)
        {
            var message = new TaskCompletionSource<string>();
            replica.Handlers["/_blazor"] = async context =>
            {
                if (HttpMethods.IsPost(context.Request.Method))
                {
                    message.SetResult(await new StreamReader(context.Request.Body).ReadToEndAsync());
                }
                else
                {
                    await context.Response.WriteAsync(await message.Task);
                }
            };
        }

        using var browser = gateway.NewBrowser();
        await browser.GetAsync();
        var poll = browser.GetAsync("/_blazor?id=abc");
        using var sent = await browser.SendAsync(HttpMethod.Post, "/_blazor?id=abc", new StringContent("hello"));

        Assert.Equal("hello", await poll);
    }

    [Fact]
    public async Task Post_LargeBody_ArrivesUnchanged()
    {
        await using var gateway = await GatewayHost.StartAsync(1);
        gateway.Replicas[0].Handlers["/upload"] = async context =>
            await context.Response.WriteAsync(Convert.ToHexString(await SHA256.HashDataAsync(context.Request.Body)));
        using var browser = gateway.NewBrowser();
        var body = RandomNumberGenerator.GetBytes(3_000_000);

        using var response = await browser.SendAsync(HttpMethod.Post, "/upload", new ByteArrayContent(body));

        Assert.Equal(Convert.ToHexString(SHA256.HashData(body)), await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Post_BodyOverTheLimit_IsRefused()
    {
        await using var gateway = await GatewayHost.StartAsync(1, null, "--Gateway:Forwarding:MaxRequestBodySize=1000");
        gateway.Replicas[0].Handlers["/upload"] = async context => await context.Request.Body.CopyToAsync(Stream.Null);
        using var browser = gateway.NewBrowser();

        using var response = await browser.SendAsync(HttpMethod.Post, "/upload", new ByteArrayContent(new byte[1001]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }
}
