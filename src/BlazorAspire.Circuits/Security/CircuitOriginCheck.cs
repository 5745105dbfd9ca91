using BlazorAspire.Circuits.Hubs;

namespace BlazorAspire.Circuits.Security;

/// <summary>
/// Refuses circuits and hubs to pages of other sites, but for those that are allowed. Browsers send the page's origin with every WebSocket and let any site open one, cookies included.
/// A client that is no browser sends no origin, and gains nothing here that it could not have anyway.
/// </summary>
internal sealed class CircuitOriginCheck(RequestDelegate next, IReadOnlySet<string> allowed, ILogger<CircuitOriginCheck> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (HubPaths.IsHub(context.Request.Path) && !IsSameOrigin(context.Request) && !allowed.Contains(context.Request.Headers.Origin.ToString()))
        {
            SecurityLog.ForeignOrigin(logger, OneLine(context.Request.Headers.Origin.ToString()), context.Request.Path);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("This address takes connections from its own pages only.", context.RequestAborted);
            return;
        }

        await next(context);
    }

    internal static bool IsSameOrigin(HttpRequest request)
    {
        if (request.Headers.Origin.Count == 0)
        {
            return true;
        }

        // TLS may end in front of this process, so a secure origin with a plain request is as it should be; the reverse is not.
        return Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
            && (origin.Scheme == Uri.UriSchemeHttps || (origin.Scheme == Uri.UriSchemeHttp && !request.IsHttps))
            && Uri.TryCreate($"{origin.Scheme}://{request.Host.Value}", UriKind.Absolute, out var own)
            && Uri.Compare(origin, own, UriComponents.HostAndPort, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
    }

    private static string OneLine(string origin)
    {
        var shown = origin.Length <= 100 ? origin : origin[..100];
        return string.Concat(shown.Select(character => char.IsControl(character) ? '?' : character));
    }
}
