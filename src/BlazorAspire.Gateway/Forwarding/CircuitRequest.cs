using Microsoft.AspNetCore.Http.Features;

namespace BlazorAspire.Gateway.Forwarding;

/// <summary>What a request is to the circuits: the connection of one, the start of one, or nothing.</summary>
internal static class CircuitRequest
{
    private const string Endpoint = "/_blazor";
    private const string Hubs = "/hubs/";

    public static bool IsForCircuit(HttpRequest request) =>
        request.Path.Value?.EndsWith(Endpoint, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Also negotiate, disconnect and initializers, which live under the endpoint.</summary>
    public static bool IsUnderEndpoint(HttpRequest request) =>
        IsForCircuit(request) || request.Path.Value?.Contains(Endpoint + "/", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Under the app's own hubs. Their connections keep to a replica as circuits do, and are not counted as such.</summary>
    public static bool IsUnderHubs(HttpRequest request) =>
        request.Path.Value?.Contains(Hubs, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Negotiation, or the connection of a client that does without: no replica holds anything for it yet.</summary>
    public static bool IsStart(HttpRequest request) =>
        IsNegotiate(request)
        || ((IsForCircuit(request) || IsUnderHubs(request)) && ConnectionId(request) is null);

    public static bool IsNegotiate(HttpRequest request) =>
        request.Path.Value is { } path && path.EndsWith("/negotiate", StringComparison.OrdinalIgnoreCase)
        && (path.EndsWith(Endpoint + "/negotiate", StringComparison.OrdinalIgnoreCase) || IsUnderHubs(request));

    /// <summary>A page, or a circuit's connection that no replica holds yet. All else may belong to what is open on the replica.</summary>
    public static bool BeginsAnew(HttpContext context) => !RequestBody.CanBeIn(context) && (IsStart(context.Request) || IsPage(context.Request));

    /// <summary>It may stay open for as long as the client is there.</summary>
    public static bool IsLongLived(HttpContext context) =>
        IsWebSocket(context) || IsForCircuit(context.Request) || (IsUnderHubs(context.Request) && ConnectionId(context.Request) is not null);

    public static bool IsWebSocket(HttpContext context) =>
        context.Request.Headers.Upgrade.ToString().Trim().Equals("websocket", StringComparison.OrdinalIgnoreCase)
            && context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
        || context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };

    /// <summary>It carries a circuit: a WebSocket, server-sent events, or one poll after another.</summary>
    public static bool IsConnection(HttpContext context) =>
        IsForCircuit(context.Request) && (IsWebSocket(context) || (HttpMethods.IsGet(context.Request.Method) && ConnectionId(context.Request) is not null));

    public static string? ConnectionId(HttpRequest request) =>
        request.Query["id"] is [{ Length: > 0 and <= 128 } id] ? id : null;

    private static bool IsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !IsUnderEndpoint(request)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
