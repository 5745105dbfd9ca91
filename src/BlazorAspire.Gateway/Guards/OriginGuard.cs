using BlazorAspire.Gateway.Forwarding;

namespace BlazorAspire.Gateway.Guards;

/// <summary>
/// Browsers let any page open a WebSocket to any host and send the host's cookies along. Only the Origin header tells the pages apart.
/// </summary>
internal sealed class OriginGuard(IReadOnlySet<string> others) : IRequestGuard
{
    public Refusal? Check(HttpContext context)
    {
        var origin = context.Request.Headers.Origin;
        var allowed = origin.Count == 0 || !OpensCircuit(context) || (origin.Count == 1 && IsAllowed(origin.ToString(), context.Request.Host));
        return allowed ? null : new Refusal(StatusCodes.Status403Forbidden, "origin", "This origin may not open a connection here.");
    }

    private static bool OpensCircuit(HttpContext context) =>
        CircuitRequest.IsWebSocket(context)
        || CircuitRequest.IsUnderEndpoint(context.Request)
        || CircuitRequest.IsUnderHubs(context.Request)
        || context.Request.Path.Value?.EndsWith("/negotiate", StringComparison.OrdinalIgnoreCase) == true;

    private bool IsAllowed(string origin, HostString host) =>
        (Uri.TryCreate(origin, UriKind.Absolute, out var uri) && IsHost(uri, host))
        || others.Contains(origin);

    /// <summary>The scheme is left out: TLS may end in front of the gateway, which then sees http for an https page.</summary>
    private static bool IsHost(Uri origin, HostString host) =>
        host.HasValue
        && origin.Host.Equals(host.Host, StringComparison.OrdinalIgnoreCase)
        && (origin.Port == host.Port || (host.Port is null && origin.IsDefaultPort));
}
