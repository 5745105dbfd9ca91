using BlazorAspire.Gateway.Forwarding;
using Microsoft.AspNetCore.Http.Features;

namespace BlazorAspire.Gateway.Guards;

/// <summary>A WebSocket handshake must be whole before a replica sees it. Other upgrades are not passed on, as HTTP allows.</summary>
internal sealed class UpgradeGuard : IRequestGuard
{
    private const int KeyLength = 16;

    public Refusal? Check(HttpContext context)
    {
        if (!CircuitRequest.IsWebSocket(context) || context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true })
        {
            return null;
        }

        var headers = context.Request.Headers;
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            return Refuse(StatusCodes.Status400BadRequest, "A WebSocket is opened with GET.");
        }

        if (headers.SecWebSocketVersion != "13")
        {
            context.Response.Headers.SecWebSocketVersion = "13";
            return Refuse(StatusCodes.Status426UpgradeRequired, "Only WebSocket version 13 is spoken here.");
        }

        Span<byte> key = stackalloc byte[KeyLength + 2];
        var valid = headers.SecWebSocketKey is [{ Length: 24 } text] && Convert.TryFromBase64String(text, key, out var length) && length == KeyLength;
        return valid ? null : Refuse(StatusCodes.Status400BadRequest, "Sec-WebSocket-Key must be 16 bytes in Base64.");
    }

    private static Refusal Refuse(int status, string detail) => new(status, "upgrade", detail, CloseConnection: true);
}
