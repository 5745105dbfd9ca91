using Microsoft.AspNetCore.Http;

namespace Yarp.ReverseProxy.Forwarder;

/// <summary>Forwards a request to a chosen server and its response back to the client.</summary>
public interface IHttpForwarder
{
    /// <summary>
    /// Forwards <paramref name="context"/> to the server at <paramref name="destinationPrefix"/>. Never throws for a failure of either side:
    /// the result says what failed, and <see cref="IForwarderErrorFeature"/> on the context holds the exception.
    /// </summary>
    ValueTask<ForwarderError> SendAsync(HttpContext context, string destinationPrefix, HttpMessageInvoker httpClient,
        ForwarderRequestConfig requestConfig, HttpTransformer transformer, CancellationToken cancellationToken);
}
