using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Yarp.ReverseProxy.Forwarder;

/// <summary>Makes the outgoing request for an incoming one.</summary>
internal static class OutgoingRequest
{
    private const string WebSocket = "websocket";
    private const int KeyLength = 16;

    public static HttpRequestMessage Create(HttpContext context, ForwarderRequestConfig config, IdleWatch watch)
    {
        var upgrade = IsWebSocket(context);
        return new HttpRequestMessage
        {
            Method = upgrade ? HttpMethod.Get : HttpMethod.Parse(context.Request.Method),
            Version = upgrade ? HttpVersion.Version11 : config.Version ?? HttpVersion.Version20,
            VersionPolicy = upgrade ? HttpVersionPolicy.RequestVersionOrLower : config.VersionPolicy ?? HttpVersionPolicy.RequestVersionOrLower,
            Content = !upgrade && HasBody(context) ? new StreamedContent(context.Request, watch) : null,
        };
    }

    /// <summary>What a transformer has no say in: the address, unless it set one, and the headers of an upgrade.</summary>
    public static void Complete(HttpContext context, HttpRequestMessage request, string destinationPrefix)
    {
        request.RequestUri ??= new Uri(
            destinationPrefix.TrimEnd('/') + context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent());

        if (IsWebSocket(context))
        {
            request.Headers.TryAddWithoutValidation(HeaderNames.Connection, HeaderNames.Upgrade);
            request.Headers.TryAddWithoutValidation(HeaderNames.Upgrade, WebSocket);
        }

        if (IsExtendedConnect(context))
        {
            // HTTP/2 opens a WebSocket without a key; the destination, which speaks HTTP/1.1, wants one.
            request.Headers.TryAddWithoutValidation(HeaderNames.SecWebSocketKey, Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyLength)));
        }

        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    public static bool IsExtendedConnect(HttpContext context) =>
        context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true, Protocol: WebSocket };

    private static bool IsWebSocket(HttpContext context) =>
        IsExtendedConnect(context)
        || (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
            && context.Request.Headers.Upgrade.ToString().Equals(WebSocket, StringComparison.OrdinalIgnoreCase));

    private static bool HasBody(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? context.Request.ContentLength is not (null or 0);
}
