using Yarp.ReverseProxy.Forwarder;

namespace BlazorAspire.Gateway.Health;

internal static class ConnectFailure
{
    /// <summary>True when no connection came about, so that nothing was sent either.</summary>
    public static bool Is(Exception? exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError,
    };

    /// <summary>The failure of this kind that ended the last attempt to forward a request; null if it was another or none.</summary>
    public static Exception? Of(HttpContext context) =>
        context.Features.Get<IForwarderErrorFeature>() is { Error: ForwarderError.Request, Exception: { } exception } && Is(exception) ? exception : null;
}
