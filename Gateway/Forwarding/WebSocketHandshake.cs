using System.Security.Cryptography;
using System.Text;
using BlazorAspire.Gateway.Circuits;
using Microsoft.Net.Http.Headers;

namespace BlazorAspire.Gateway.Forwarding;

internal static class WebSocketHandshake
{
    // RFC 6455, section 1.3.
    private const string Suffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <summary>
    /// Whether a 101 answers the handshake that was sent. After a 101 that does not, one side would read as a WebSocket what the other reads as HTTP.
    /// </summary>
    public static bool IsAccepted(HttpContext context, HttpResponseMessage response) =>
        CircuitRequest.IsWebSocket(context)
        && response.RequestMessage is { } request
        && Single(request.Headers, HeaderNames.SecWebSocketKey) is { } key
        && Single(response.Headers, HeaderNames.SecWebSocketAccept) == AcceptOf(key)
        && "websocket".Equals(Single(response.Headers, HeaderNames.Upgrade), StringComparison.OrdinalIgnoreCase);

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "The WebSocket handshake is defined with SHA-1 and guards nothing secret.")]
    private static string AcceptOf(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Suffix)));

    private static string? Single(System.Net.Http.Headers.HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) && values.Count == 1 ? values.ToString() : null;
}
