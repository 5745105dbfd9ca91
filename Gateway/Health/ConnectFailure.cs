namespace BlazorAspire.Gateway.Health;

internal static class ConnectFailure
{
    /// <summary>True when no connection came about, so that nothing was sent either.</summary>
    public static bool Is(Exception? exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError,
    };
}
