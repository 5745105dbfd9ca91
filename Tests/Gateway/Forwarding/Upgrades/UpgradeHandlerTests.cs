using System.Net;
using System.Net.Sockets;
using System.Text;
using BlazorAspire.Gateway.Forwarding.Upgrades;
using BlazorAspire.Gateway.Health;

namespace BlazorAspire.Tests.Gateway.Forwarding.Upgrades;

public sealed class UpgradeHandlerTests
{
    private const string Accepted = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nX-Kept:  a b \r\n\r\n";

    [Fact]
    public async Task SendAsync_Handshake_IsWrittenAsItIsAsked()
    {
        var connection = new CannedStream(Accepted);
        using var response = await SendAsync(connection);

        Assert.Equal(
            "GET /_blazor?id=a%2Fb HTTP/1.1\r\nHost: app.example\r\nUpgrade: websocket\r\nX-Two: 1\r\nX-Two: 2\r\n\r\n",
            string.Join("\r\n", connection.Written.Split("\r\n").Where(line => !line.StartsWith("traceparent", StringComparison.OrdinalIgnoreCase))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task SendAsync_AcceptedWithDataBehindIt_GivesHeadersAndThenTheData(int atOnce)
    {
        var connection = new CannedStream(Accepted + "hello", atOnce);
        using var response = await SendAsync(connection);
        await using var stream = await response.Content.ReadAsStreamAsync();
        await stream.WriteAsync("ping"u8.ToArray());
        using var reader = new StreamReader(stream);

        Assert.Equal(HttpStatusCode.SwitchingProtocols, response.StatusCode);
        Assert.Equal("a b", Assert.Single(response.Headers.GetValues("X-Kept")));
        Assert.Equal("hello", await reader.ReadToEndAsync());
        Assert.EndsWith("\r\n\r\nping", connection.Written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\nX-Kept: a b\r\n\r\nno")]
    [InlineData("HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\nX-Kept: a b\r\n\r\n1\r\nn\r\n1\r\no\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.0 404 Not Found\r\nX-Kept: a b\r\n\r\nno")]
    public async Task SendAsync_AnswerThatIsNoWebSocket_IsPassedOnWhole(string answer)
    {
        var connection = new CannedStream(answer, 5);
        using var response = await SendAsync(connection);

        Assert.Equal((HttpStatusCode.NotFound, "no"), (response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal("a b", Assert.Single(response.Headers.GetValues("X-Kept")));
        Assert.Equal("websocket", response.RequestMessage!.Headers.Upgrade.ToString());
        Assert.Equal(1, connection.Written.Split("GET ").Length - 1);
        Assert.True(connection.IsClosed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: web")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nno header\r\n\r\n")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade : websocket\r\n\r\n")]
    public async Task SendAsync_AnswerThatMakesNoSense_FailsAsARequestThatMayHaveBeenSeen(string answer)
    {
        var connection = new CannedStream(answer);

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(connection));

        Assert.False(ConnectFailure.Is(failure));
        Assert.True(connection.IsClosed);
    }

    [Fact]
    public async Task SendAsync_HeadersWithoutEnd_AreReadToALimitOnly()
    {
        var connection = new CannedStream($"HTTP/1.1 101 Switching Protocols\r\nX-Long: {new string('x', 100_000)}");

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(connection));

        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, failure.HttpRequestError);
    }

    [Fact]
    public async Task SendAsync_HeaderWithALineBreak_IsNotSent()
    {
        var connection = new CannedStream(Accepted);

        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(connection, "x\r\nX-Smuggled: 1"));

        Assert.Equal("", connection.Written);
    }

    [Fact]
    public async Task SendAsync_NoConnection_IsAFailureToConnect()
    {
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(null));

        Assert.True(ConnectFailure.Is(failure));
        Assert.Contains("127.0.0.1:9", failure.Message, StringComparison.Ordinal);
    }

    /// <param name="connection">Null where none comes about.</param>
    private static async Task<HttpResponseMessage> SendAsync(CannedStream? connection, string two = "2")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("http://127.0.0.1:9/_blazor?id=a%2Fb"));
        request.Headers.TryAddWithoutValidation("Host", "app.example");
        request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        request.Headers.TryAddWithoutValidation("X-Two", ["1", two]);
        var handler = new UpgradeHandler(
            new SocketsHttpHandler(),
            (_, _) => connection is null ? throw new SocketException((int)SocketError.ConnectionRefused) : new ValueTask<Stream>(connection),
            stream => new SocketsHttpHandler { ConnectCallback = (_, _) => new(stream) });
        using var invoker = new HttpMessageInvoker(handler);
        return await invoker.SendAsync(request, CancellationToken.None);
    }

    /// <summary>A connection on which one answer comes, in pieces.</summary>
    private sealed class CannedStream(string answer, int atOnce = int.MaxValue) : MemoryStream(Encoding.Latin1.GetBytes(answer))
    {
        private readonly StringBuilder _written = new();

        public string Written => _written.ToString();

        public bool IsClosed { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(atOnce, buffer.Length)], cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _written.Append(Encoding.Latin1.GetString(buffer.Span));
            return default;
        }

        protected override void Dispose(bool disposing)
        {
            IsClosed = true;
            base.Dispose(disposing);
        }
    }
}
