using System.Net;
using BlazorAspire.Tests.Support;
using Microsoft.Extensions.Logging;

namespace BlazorAspire.Tests.Gateway.Guards;

/// <summary>Whoever makes two servers disagree about where a request ends can speak in another user's name.</summary>
public sealed class SmugglingTests
{
    private const string Smuggled = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";

    public static TheoryData<string> BadFrames => new(
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + Smuggled,
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + Smuggled,
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 36\r\n\r\n" + Smuggled,
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0x10\r\n\r\n" + Smuggled,
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 000000000000000000000\r\n\r\n" + Smuggled,
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000000000000000\r\n\r\n" + Smuggled,
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +0\r\n\r\n" + Smuggled,
        "POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + Smuggled,
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: identity\r\n\r\n" + Smuggled,
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + Smuggled,
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + Smuggled,
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" + Smuggled,
        "GET / HTTP/1.1\r\nHost: x\r\n folded: 1\r\n\r\n" + Smuggled,
        "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n" + Smuggled,
        "GET / HTTP/1.1\r\n\r\n" + Smuggled,
        "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short\r\n\r\n" + Smuggled,
        "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 12\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n" + Smuggled,
        "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n" + Smuggled,
        "POST / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n" + Smuggled);

    [Theory]
    [MemberData(nameof(BadFrames))]
    public async Task Send_BadFrame_IsRefusedAndTheConnectionClosed(string request)
    {
        using var log = new LogCollector();
        await using var gateway = await GatewayHost.StartAsync(1, builder => builder.Logging.AddProvider(log));
        using var victim = gateway.NewBrowser();
        await victim.GetAsync("/victim");
        var before = log.From(LogLevel.Information).Count();

        using var connection = await RawConnection.OpenAsync(gateway.Address);
        await connection.SendTextAsync(request);
        var answer = await connection.ReceiveAllAsync();

        Assert.DoesNotContain(log.From(LogLevel.Information).Skip(before), entry => entry.Category.StartsWith("Microsoft.", StringComparison.Ordinal) && (entry.Level > LogLevel.Information || entry.Exception is not null));
        Assert.Matches("^HTTP/1.1 4[0-9][0-9] ", answer);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(answer, "HTTP/1.1 "));
        Assert.Equal("webapp-1", await victim.GetAsync("/victim"));
        Assert.DoesNotContain(gateway.Replicas[0].Requests, seen => seen.Contains("smuggled", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("POST", "/drain")]
    [InlineData("GET", "/DRAIN/")]
    public async Task Send_WhatOnlyProcessesAskEachOther_IsNotThere(string method, string path)
    {
        await using var gateway = await GatewayHost.StartAsync(1);
        using var browser = gateway.NewBrowser();

        using var response = await browser.SendAsync(new HttpMethod(method), path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(gateway.Replicas[0].Requests);
    }

    [Theory]
    [InlineData("h2c")]
    [InlineData("TLS/1.0")]
    [InlineData("websocket-ish")]
    [InlineData("websocket, h2c")]
    public async Task Upgrade_OtherToken_IsAnsweredWithoutUpgrade(string token)
    {
        await using var gateway = await GatewayHost.StartAsync(1);
        using var connection = await RawConnection.OpenAsync(gateway.Address);

        await connection.SendAsync("GET /page HTTP/1.1", "Host: x", "Connection: Upgrade, close", $"Upgrade: {token}", "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==");
        await connection.SendTextAsync(Smuggled);

        var answer = await connection.ReceiveAllAsync();
        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.Equal(["GET /page"], gateway.Replicas[0].Requests);
    }

    [Theory]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: AAAA\r\n\r\n")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\n\r\n")]
    public async Task Response_ThatSwitchesProtocolsUnasked_IsRefused(string answer)
    {
        await using var liar = new RawReplica(answer);
        await using var gateway = await GatewayHost.StartAsync([], null, $"--services:liar:http:0={liar.Address}");

        using var connection = await RawConnection.OpenAsync(gateway.Address);
        await connection.SendAsync("GET / HTTP/1.1", "Host: x", "Connection: close");

        Assert.StartsWith("HTTP/1.1 502 ", await connection.ReceiveAllAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 50\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nhello")]
    [InlineData("nonsense\r\n\r\n")]
    public async Task Response_Broken_NeverReachesTheClientAsSuccess(string answer)
    {
        await using var liar = new RawReplica(answer);
        await using var gateway = await GatewayHost.StartAsync([], null, $"--services:liar:http:0={liar.Address}");
        using var browser = gateway.NewBrowser();

        using var response = await browser.SendAsync(HttpMethod.Post, "/");

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
    }
}
