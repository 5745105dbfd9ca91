using System.Buffers.Text;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BlazorAspire.LoadTest.Commands.SignalR;

/// <summary>A connection of an app server that says goodbye as soon as it is there: how long the service takes to confirm it.</summary>
internal sealed class FarewellProbe(Uri service, string accessKey, TimeProvider time)
{
    /// <summary>Blazor's own.</summary>
    public const string Hub = "componenthub";

    private const int BufferBytes = 4096;

    // [1, 1, 0, "", 0, {}, false] and [3, "shutdown", "fin:0"], each after its length.
    private static readonly byte[] Handshake = Convert.FromHexString("0897010100A00080C2");
    private static readonly byte[] Farewell = Convert.FromHexString("119303A873687574646F776EA566696E3A30");
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(1);

    public async Task<TimeSpan> MeasureAsync(CancellationToken cancellationToken)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {Token()}");
        socket.Options.SetRequestHeader("X-ASRS-Server-Id", "leaves-at-once");
        await socket.ConnectAsync(new UriBuilder(Address) { Scheme = "ws" }.Uri, cancellationToken);
        await socket.SendAsync(Handshake, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
        var buffer = new byte[BufferBytes];
        await socket.ReceiveAsync(buffer, cancellationToken);
        var start = time.GetTimestamp();
        await socket.SendAsync(Farewell, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, cancellationToken);
            if (buffer.AsSpan(0, received.Count).IndexOf("finack"u8) >= 0)
            {
                return time.GetElapsedTime(start);
            }
            if (received.MessageType == WebSocketMessageType.Close)
            {
                throw new MeasurementException($"The service at {service} closed the connection of an app server that said goodbye, and did not confirm it.");
            }
        }
    }

    private Uri Address => new(service, $"/server/?hub={Hub}");

    private string Token()
    {
        var expires = (time.GetUtcNow() + TokenLifetime).ToUnixTimeSeconds();
        var content = $"{Encode(new { alg = "HS256", typ = "JWT" })}.{Encode(new { iss = "azure-signalr", aud = Address.ToString(), exp = expires })}";
        return $"{content}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(accessKey), Encoding.UTF8.GetBytes(content)))}";
    }

    private static string Encode<T>(T value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
