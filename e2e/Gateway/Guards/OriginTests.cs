using System.Net.WebSockets;

namespace BlazorAspire.Tests.Gateway.Guards;

public sealed class OriginTests
{
    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://127.0.0.1.evil.example")]
    [InlineData("garbage")]
    public async Task Connect_ForeignOrigin_IsRefused(string origin)
    {
        await using var gateway = await GatewayHost.StartAsync(1);
        using var browser = gateway.NewBrowser();

        var exception = await Assert.ThrowsAsync<WebSocketException>(() => browser.ConnectAsync("/_blazor", origin));

        Assert.Contains("403", exception.Message, StringComparison.Ordinal);
        Assert.Empty(gateway.Replicas[0].Requests);
    }

    [Fact]
    public async Task Connect_OwnOrigin_IsAccepted()
    {
        await using var gateway = await GatewayHost.StartAsync(1);
        using var browser = gateway.NewBrowser();

        using var socket = await browser.ConnectAsync("/_blazor", gateway.Address.GetLeftPart(UriPartial.Authority));

        Assert.Equal("webapp-1", await Browser.ReceiveAsync(socket));
    }

    [Fact]
    public async Task Connect_AllowedOrigin_IsAccepted()
    {
        await using var gateway = await GatewayHost.StartAsync(1, null, "--AllowedOrigins:0=https://portal.example");
        using var browser = gateway.NewBrowser();

        using var socket = await browser.ConnectAsync("/_blazor", "https://portal.example");

        Assert.Equal("webapp-1", await Browser.ReceiveAsync(socket));
    }

    [Theory]
    [InlineData("POST /_blazor/negotiate?negotiateVersion=1", "app.example", "https://app.example", 200)]
    [InlineData("POST /_blazor/negotiate?negotiateVersion=1", "app.example:443", "https://app.example", 200)]
    [InlineData("POST /_blazor/negotiate?negotiateVersion=1", "APP.example", "http://app.EXAMPLE:80", 200)]
    [InlineData("POST /_blazor/negotiate?negotiateVersion=1", "[::1]:5080", "http://[::1]:5080", 200)]
    [InlineData("POST /_blazor/negotiate?negotiateVersion=1", "app.example", "https://app.example:8443", 403)]
    [InlineData("POST /_blazor/negotiate?negotiateVersion=1", "app.example", "https://evil.example", 403)]
    [InlineData("POST /_blazor/disconnect", "app.example", "https://evil.example", 403)]
    [InlineData("GET /_blazor?id=abc", "app.example", "https://evil.example", 403)]
    [InlineData("POST /sub/_blazor/negotiate", "app.example", "https://evil.example", 403)]
    [InlineData("GET /hubs/board?id=abc", "app.example", "https://evil.example", 403)]
    [InlineData("GET /hubs/board?id=abc", "app.example", "https://app.example", 200)]
    [InlineData("POST /chat/negotiate", "app.example", "https://evil.example", 403)]
    [InlineData("GET /api/public", "app.example", "https://evil.example", 200)]
    public async Task Request_WithOrigin_IsComparedWithHost(string request, string host, string origin, int status)
    {
        await using var gateway = await GatewayHost.StartAsync(1);
        using var connection = await RawConnection.OpenAsync(gateway.Address);

        await connection.SendAsync($"{request} HTTP/1.1", $"Host: {host}", $"Origin: {origin}", "Content-Length: 0");

        Assert.Equal(status, (await connection.ReceiveAsync()).Status);
    }
}
